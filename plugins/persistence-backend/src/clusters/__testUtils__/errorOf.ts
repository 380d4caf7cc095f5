import { ClusterError } from '../ClusterError';

/** The ClusterError with which a promise is rejected. */
export async function errorOf(
  promise: Promise<unknown>,
): Promise<ClusterError> {
  const error: unknown = await promise.then(
    () => new Error('nothing went wrong'),
    reason => reason,
  );
  if (!(error instanceof ClusterError)) {
    throw error;
  }
  return error;
}
