import { ClusterError } from '../clusters';

/** How long at most until a cluster that does not answer is asked again. */
const MOST_MS = 30_000;

/** How long until a cluster is asked again that did not answer: longer each time, and as long as it asks for itself. */
export function retryDelay(options: {
  error: unknown;
  /** How often in a row it did not answer before. */
  attempts: number;
  retryMs: number;
}): number {
  const { error, attempts, retryMs } = options;
  const asked =
    error instanceof ClusterError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
  return Math.min(MOST_MS, Math.max(asked, retryMs * 2 ** attempts));
}
