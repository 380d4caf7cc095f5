import { isError } from '@backstage/errors';
import type { Operation, Plan } from '../types';

/**
 * The plan as it would be now, where an operation was refused because its plan was outdated (409) or has blockers (422).
 *
 * @public
 */
export function planOf(error: unknown): Plan | undefined {
  return partOf(error, ['PlanOutdated', 'PlanBlocked'], 'plan') as
    Plan | undefined;
}

/**
 * The operation that goes on already, where another one was refused because of it (409).
 *
 * @public
 */
export function operationOf(error: unknown): Operation | undefined {
  return partOf(error, ['OperationInProgress'], 'operation') as
    Operation | undefined;
}

function partOf(error: unknown, names: string[], part: string): unknown {
  // The cause has what the server answered
  const answered = isError(error) ? error.cause : undefined;
  return isError(answered) && names.includes(answered.name)
    ? answered[part]
    : undefined;
}
