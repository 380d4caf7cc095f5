import type { Operation } from 'backstage-plugin-persistence-common';
import { isRunning } from './isRunning';

/**
 * Which of two copies of an operation to show: what has ended does not begin again. Of two that run, the one that is looked at all
 * the time knows more; of two that have ended, the answer about the entity, which hears of undoing.
 */
export function newerOf({
  followed,
  answered,
}: {
  followed: Operation;
  answered: Operation;
}): Operation {
  return isRunning(answered) ? followed : answered;
}
