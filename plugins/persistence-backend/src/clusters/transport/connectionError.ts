import { isError } from '@backstage/errors';
import { ClusterError } from '../ClusterError';

/** The words of the innermost errors: where a name has several addresses, each of them failed. */
function describe(error: unknown): string {
  if (!isError(error)) {
    return String(error);
  }
  if (Array.isArray(error.errors) && error.errors.length > 0) {
    return [...new Set(error.errors.map(describe))].join('; ');
  }
  return error.message || String(error.code ?? error.name);
}

/**
 * The error for a connection that could not be made or broke. A ClusterError stays what it is.
 *
 * @param what - the call in words
 */
export function connectionError(
  cluster: string,
  what: string,
  cause: unknown,
): ClusterError {
  if (cause instanceof ClusterError) {
    return cause;
  }
  return new ClusterError({
    cluster,
    kind: 'unreachable',
    message: `${what} at cluster '${cluster}': ${describe(cause)}`,
    cause,
  });
}
