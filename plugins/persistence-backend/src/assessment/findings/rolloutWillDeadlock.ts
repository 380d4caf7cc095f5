import { createFinding } from 'backstage-plugin-persistence-common';
import { deadlockOf } from '../standoff';
import { exclusiveMode } from '../volumeUse';
import { startsBeforeItEnds } from '../updateStrategy';
import type { Finder } from './Finder';

/**
 * A Deployment that starts the new pod first, on a volume that only one node or pod can use: where the new pod is placed on another node
 * it waits for the old one, which ends when the new one is ready. Silent while it happens: then ROLLOUT_DEADLOCKED says so.
 */
export const rolloutWillDeadlock: Finder = ({ workload, view, claims }) => {
  if (!startsBeforeItEnds(workload) || deadlockOf(workload, view)) {
    return [];
  }
  return claims.flatMap(({ claim }) => {
    const accessMode = exclusiveMode(claim, view);
    return accessMode
      ? [
          createFinding({
            code: 'ROLLOUT_WILL_DEADLOCK',
            severity: 'danger',
            params: { workload: workload.name, claim: claim.name, accessMode },
          }),
        ]
      : [];
  });
};
