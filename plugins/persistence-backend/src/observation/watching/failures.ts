import { ClusterError } from '../../clusters/ClusterError';
import { numberOf, textOf } from '../projections/Raw';

/** The error that a watch reports in the middle of its stream. */
export function errorOfStatus(
  cluster: string,
  path: string,
  status: unknown,
): ClusterError {
  const { code, reason, message, details } = (status ?? {}) as {
    code?: unknown;
    reason?: unknown;
    message?: unknown;
    details?: { retryAfterSeconds?: unknown };
  };
  return new ClusterError({
    cluster,
    kind: 'rejected',
    status: numberOf(code) ?? 500,
    reason: textOf(reason),
    retryAfterSeconds: numberOf(details?.retryAfterSeconds),
    message: `watch of ${path} at cluster '${cluster}' ended: ${textOf(message) ?? 'no reason was given'}`,
  });
}

function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return (
    error instanceof ClusterError &&
    error.status !== undefined &&
    statuses.includes(error.status)
  );
}

/** Whether the version that a watch was to go on from is forgotten. */
export function isExpired(error: unknown): boolean {
  return (
    hasStatus(error, 410) ||
    (error instanceof ClusterError && error.reason === 'Expired')
  );
}

/** Whether we may not read this. */
export function isForbidden(error: unknown): boolean {
  return hasStatus(error, 403);
}

/** Whether the server cannot answer in the form that was asked for. */
export function isNotAcceptable(error: unknown): boolean {
  return hasStatus(error, 406);
}

/** Whether the server does not know the streaming form of a list. */
export function isUnknownForm(error: unknown): boolean {
  return hasStatus(error, 400, 405, 422, 501);
}

/** After how many milliseconds the server wants to be asked again. */
export function retryAfterMs(error: unknown): number {
  return error instanceof ClusterError
    ? (error.retryAfterSeconds ?? 0) * 1000
    : 0;
}

/** Whether nothing but the way to the cluster, or its server, is at fault: when others get through, so may this. */
export function isOutage(error: unknown): boolean {
  return (
    error instanceof ClusterError &&
    error.retryAfterSeconds === undefined &&
    (error.kind === 'unreachable' ||
      error.kind === 'timeout' ||
      (error.status !== undefined && error.status >= 500))
  );
}
