import type { Pod } from 'kubernetes-types/core/v1';

const DEFAULT_SECONDS = 30;

/**
 * How long a container of the pod has to end after it was asked to.
 *
 * @param seconds - what has been said for this very end, if anything
 * @returns milliseconds
 */
export function gracePeriodMs(pod: Pod, seconds?: number): number {
  return (
    (seconds ?? pod.spec?.terminationGracePeriodSeconds ?? DEFAULT_SECONDS) *
    1000
  );
}
