import type { Status } from 'kubernetes-types/meta/v1';
import { StatusError } from '../../model/StatusError';

/** What a refused call is answered with; throws when the call is not refused. */
export function failureOf(
  action: () => unknown,
): Pick<Status, 'code' | 'reason' | 'message' | 'details'> {
  try {
    action();
  } catch (error) {
    if (error instanceof StatusError) {
      const { code, reason, message, details } = error.toStatus();
      return { code, reason, message, details };
    }
    throw error;
  }
  throw new Error('did not fail');
}
