import { createFinding } from 'backstage-plugin-persistence-common';
import { standoffOf } from '../podTrouble';
import { startsBeforeItEnds } from '../updateStrategy';
import type { Finder } from './Finder';

/** A rollout whose new pod waits for a volume that the old pod keeps until the new one is ready. */
export const rolloutDeadlocked: Finder = ({ workload, view }) => {
  const standoff = startsBeforeItEnds(workload)
    ? standoffOf(workload, view)
    : undefined;
  return standoff
    ? [
        createFinding({
          code: 'ROLLOUT_DEADLOCKED',
          severity: 'danger',
          params: {
            workload: workload.name,
            pod: standoff.pod.name,
            holder: standoff.holder.name,
            claim: standoff.claim,
          },
        }),
      ]
    : [];
};
