import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/**
 * A StatefulSet whose replicas take their claims with them when they go.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export const claimsDeletedWithReplicas: Finder = ({ workload }) =>
  workload.claimTemplates.length > 0 &&
  workload.claimRetention?.whenScaled === 'Delete'
    ? [
        createFinding({
          code: 'CLAIMS_DELETED_WITH_REPLICAS',
          severity: 'danger',
          params: { workload: workload.name },
        }),
      ]
    : [];
