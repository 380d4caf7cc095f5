import { createHash } from 'node:crypto';
import type { Draft, Situation } from '../planning';

/**
 * What a draft was based on, in short: the workload's uid and generation, the intent with its defaults, and what else was read. Not
 * readiness and not times, so that a service whose health flickers can be changed.
 */
export function fingerprintOf(draft: Draft, situation: Situation): string {
  const { entityRef, workload, view } = situation;
  return createHash('sha256')
    .update(
      JSON.stringify([
        entityRef,
        view.cluster,
        workload.uid,
        workload.generation,
        sortedKeys(draft.intent),
        sortedKeys(draft.basis),
      ]),
    )
    .digest('base64url');
}

/** The same content gives the same text, in whatever order it was written. */
function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sortedKeys);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, each]) => each !== undefined)
          .sort(([one], [other]) => (one < other ? -1 : 1))
          .map(([key, each]) => [key, sortedKeys(each)]),
      )
    : value;
}
