import { createFinding } from 'backstage-plugin-persistence-common';
import { deadlockOf } from '../standoff';
import type { Finder } from './Finder';

/** A rollout that does not go on by itself; ROLLOUT_DEADLOCKED says it better where a volume is the reason. */
export const rolloutStuck: Finder = ({ workload, view, rollout }) =>
  workload.kind !== 'Job' &&
  rollout.state === 'stuck' &&
  !deadlockOf(workload, view)
    ? [
        createFinding({
          code: 'ROLLOUT_STUCK',
          severity: 'warning',
          params: { workload: workload.name, words: rollout.message ?? '' },
        }),
      ]
    : [];
