/**
 * Why the state of an entity could not be fetched, as far as a person can do something about it.
 *
 * - `signed-out`: who asks is not known (401)
 * - `denied`: this person may not see it (403)
 * - `not-found`: there is no such entity for this person (404)
 * - `offline`: no answer came at all
 * - `failed`: the backend answered with an error
 */
export interface LoadProblem {
  kind: 'signed-out' | 'denied' | 'not-found' | 'offline' | 'failed';
  /** The status of the answer, if there was one. */
  status?: number;
}

const KINDS: Record<number, LoadProblem['kind']> = {
  401: 'signed-out',
  403: 'denied',
  404: 'not-found',
};

/** Reads the status that errors of the client carry (`ResponseError` of @backstage/errors). */
export function toLoadProblem(error: unknown): LoadProblem {
  const status =
    error instanceof Error && 'statusCode' in error
      ? Number(error.statusCode)
      : undefined;
  return status
    ? { kind: KINDS[status] ?? 'failed', status }
    : { kind: 'offline' };
}

/** Whether what was shown before may still be shown: not to somebody who may not see it, or not any more. */
export function keepsLastKnownState(problem: LoadProblem): boolean {
  return problem.kind !== 'denied' && problem.kind !== 'not-found';
}
