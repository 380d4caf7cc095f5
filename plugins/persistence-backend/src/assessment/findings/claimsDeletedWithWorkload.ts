import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/**
 * A StatefulSet that takes its claims with it.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export const claimsDeletedWithWorkload: Finder = ({ workload }) =>
  workload.claimTemplates.length > 0 &&
  workload.claimRetention?.whenDeleted === 'Delete'
    ? [
        createFinding({
          code: 'CLAIMS_DELETED_WITH_WORKLOAD',
          severity: 'danger',
          params: { workload: workload.name },
        }),
      ]
    : [];
