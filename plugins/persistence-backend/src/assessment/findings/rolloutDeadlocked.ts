import { createFinding } from 'backstage-plugin-persistence-common';
import { deadlockOf } from '../standoff';
import type { Finder } from './Finder';

/** A rollout whose new pod waits for a volume that the old pod keeps until the new one is ready. */
export const rolloutDeadlocked: Finder = ({ workload, view }) => {
  const deadlock = deadlockOf(workload, view);
  return deadlock
    ? [
        createFinding({
          code: 'ROLLOUT_DEADLOCKED',
          severity: 'danger',
          params: {
            workload: workload.name,
            pod: deadlock.pod.name,
            holder: deadlock.holder.name,
            claim: deadlock.claim,
          },
        }),
      ]
    : [];
};
