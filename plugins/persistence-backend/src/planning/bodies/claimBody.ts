import {
  ENTITY_ANNOTATION,
  MANAGED_LABEL,
} from 'backstage-plugin-persistence-common';
import { annotationsOfRecord } from '../claimRecord';
import type { CreateClaimStep } from '../Step';

/**
 * A claim as it is posted. It has no owner, so that it outlives the workload, and none of the workload's labels, so that no tool that
 * tracks those takes it for its own.
 */
export function claimBody(step: CreateClaimStep, entityRef: string): object {
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: {
      name: step.name,
      namespace: step.namespace,
      labels: {
        [MANAGED_LABEL]: 'true',
        ...(step.kubernetesId && {
          'backstage.io/kubernetes-id': step.kubernetesId,
        }),
      },
      annotations: {
        [ENTITY_ANNOTATION]: entityRef,
        ...annotationsOfRecord(step.record),
      },
    },
    spec: {
      accessModes: [step.accessMode],
      storageClassName: step.storageClass,
      resources: { requests: { storage: step.size } },
    },
  };
}
