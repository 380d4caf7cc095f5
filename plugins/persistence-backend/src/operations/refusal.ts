import {
  createFinding,
  type Finding,
} from 'backstage-plugin-persistence-common';
import { ClusterError } from '../clusters';

/** Answers of a server that may be another one the next time. */
const PASSING = new Set([401, 408, 429, 500, 502, 503, 504]);

/**
 * Whether a cluster has said no, and would say so again. A `Conflict` is none: somebody else, or the server's own bookkeeping of quotas,
 * was faster.
 */
export function isRefusal(error: unknown): error is ClusterError {
  return (
    error instanceof ClusterError &&
    error.kind === 'rejected' &&
    error.reason !== 'Conflict' &&
    !PASSING.has(error.status ?? 500)
  );
}

/** Why a cluster refused something, for a person. */
export function findingOfRefusal(
  { status, message, words = message }: ClusterError,
  namespace: string,
): Finding {
  const isQuota = status === 403 && /exceeded quota/.test(message);
  return createFinding({
    code: isQuota ? 'QUOTA_EXCEEDED' : 'REFUSED_BY_CLUSTER',
    severity: 'danger',
    params: { namespace, words },
  });
}
