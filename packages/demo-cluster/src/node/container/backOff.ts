const INITIAL_MS = 10_000;
const MAXIMUM_MS = 300_000;
/** A container that ran for so long starts from the beginning. */
const RESET_AFTER_MS = 600_000;

/**
 * How long a container that ended waits for its restart: not at all the first time, then 10 s, doubling up to 5 minutes.
 *
 * @param failures - restarts in a row before this one
 * @returns milliseconds
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#restart-policy
 */
export function restartDelay(failures: number): number {
  return failures === 0
    ? 0
    : Math.min(INITIAL_MS * 2 ** (failures - 1), MAXIMUM_MS);
}

/** Whether the container ran long enough for its earlier failures to be forgotten. Both are milliseconds since 1970. */
export function isBackOffReset(startedAt: number, finishedAt: number): boolean {
  return finishedAt - startedAt >= RESET_AFTER_MS;
}

/** A duration as Go prints it: `10s`, `2m40s`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const minutes = Math.floor(seconds / 60);
  return minutes > 0 ? `${minutes}m${seconds % 60}s` : `${seconds}s`;
}
