import { isError } from '@backstage/errors';

/**
 * Why something that a person wants could not be planned or begun, as far as they can do something about it.
 *
 * - `signed-out`: who asks is not known (401)
 * - `denied`: this person may not do it (403)
 * - `not-found`: the entity or the workload is gone, or not for this person to see (404)
 * - `refused`: the backend does not take the request; {@link ActionProblem.words} says why (400, 409)
 * - `cluster-silent`: the cluster does not answer, so nothing was done (503)
 * - `unknown-outcome`: no answer came, or one of something in between: whether it was done is not known
 */
export interface ActionProblem {
  kind:
    | 'signed-out'
    | 'denied'
    | 'not-found'
    | 'refused'
    | 'cluster-silent'
    | 'unknown-outcome';
  /** What the backend says, in English. */
  words?: string;
}

const KINDS: Record<number, ActionProblem['kind']> = {
  400: 'refused',
  401: 'signed-out',
  403: 'denied',
  404: 'not-found',
  409: 'refused',
};

/** Reads what errors of the client carry (`ResponseError` of @backstage/errors). */
export function toActionProblem(error: unknown): ActionProblem {
  const status =
    isError(error) && 'statusCode' in error ? Number(error.statusCode) : 0;
  const answered = isError(error) && isError(error.cause) && error.cause;
  if (status === 503) {
    // A proxy says 503 too, when it does not know what became of the request
    return answered && answered.name === 'ServiceUnavailableError'
      ? { kind: 'cluster-silent', words: answered.message }
      : { kind: 'unknown-outcome' };
  }
  const kind = KINDS[status] ?? 'unknown-outcome';
  return kind === 'refused' && answered
    ? { kind, words: answered.message }
    : { kind };
}
