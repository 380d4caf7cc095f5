import { ClusterError } from '../ClusterError';

/** The words of the innermost errors: where one address fails, Node tells it; where several do, each. */
function describe(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) {
    return [...new Set(error.errors.map(describe))].join('; ');
  }
  if (error instanceof Error) {
    return error.message || ('code' in error ? String(error.code) : error.name);
  }
  return String(error);
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
