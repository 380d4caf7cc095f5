import { createFinding } from 'backstage-plugin-persistence-common';
import type { Rule } from './Rule';

/**
 * A StatefulSet that holds replicas back would give the change to some of them only.
 * https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
 */
export const revisionsDiffer: Rule = ({ workload }) => {
  const { name, kind, replicas, strategy, status } = workload;
  const holdsBack =
    kind === 'StatefulSet' &&
    (strategy?.type === 'OnDelete' ||
      (strategy?.type === 'RollingUpdate' &&
        'partition' in strategy &&
        strategy.partition > 0));
  return holdsBack
    ? [
        createFinding({
          code: 'REVISIONS_DIFFER',
          severity: 'danger',
          params: { workload: name, updated: status.updatedReplicas, replicas },
        }),
      ]
    : [];
};
