import { createFinding } from 'backstage-plugin-persistence-common';
import { rolloutOf } from '../../assessment';
import type { Workload } from '../../observation/view';
import type { Rule } from './Rule';

/** A change on top of a change that has not ended could not be told apart from it. */
export const rolloutInProgress: Rule = ({ workload, view }) => {
  const { state, message } = rolloutOf(workload, view);
  return state === 'progressing' && !hasEnded(workload)
    ? [
        createFinding({
          code: 'ROLLOUT_IN_PROGRESS',
          severity: 'danger',
          params: { workload: workload.name, words: message ?? '' },
        }),
      ]
    : [];
};

/**
 * Whether the latest change has reached all pods, though some of them are not ready again: a service whose health flickers can be changed.
 * Only Deployments say so; a StatefulSet does not go on before a pod is ready.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#complete-deployment
 */
function hasEnded({ generation, replicas, status }: Workload): boolean {
  return (
    status.observedGeneration >= generation &&
    status.updatedReplicas >= replicas &&
    status.replicas <= status.updatedReplicas &&
    status.conditions.some(
      ({ type, status: value, reason }) =>
        type === 'Progressing' &&
        value === 'True' &&
        reason === 'NewReplicaSetAvailable',
    )
  );
}
