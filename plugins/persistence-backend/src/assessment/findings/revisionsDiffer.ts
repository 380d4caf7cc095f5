import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/** A StatefulSet that holds some of its replicas back, by its strategy or its partition. */
export const revisionsDiffer: Finder = ({ workload, rollout }) => {
  const { kind, name, replicas, status } = workload;
  return kind === 'StatefulSet' &&
    rollout.state !== 'progressing' &&
    status.updatedReplicas < replicas
    ? [
        createFinding({
          code: 'REVISIONS_DIFFER',
          severity: 'info',
          params: {
            workload: name,
            updated: status.updatedReplicas,
            replicas,
          },
        }),
      ]
    : [];
};
