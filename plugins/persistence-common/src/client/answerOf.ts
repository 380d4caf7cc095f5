import type { Operation, Plan } from '../types';

/**
 * The plan as it would be now, where an operation was refused because its plan was outdated (409) or has blockers (422).
 *
 * @public
 */
export function planOf(error: unknown): Plan | undefined {
  return partOf<Plan>(error, ['PlanOutdated', 'PlanBlocked'], 'plan');
}

/**
 * The operation that goes on already, where another one was refused because of it (409).
 *
 * @public
 */
export function operationOf(error: unknown): Operation | undefined {
  return partOf<Operation>(error, ['OperationInProgress'], 'operation');
}

/**
 * A part of what the server answered. It is taken from the body of the error: its cause has been made into an error, and in all objects of
 * such a one `name`, `code` and `message` can no longer be enumerated, so that they are lost when they are sent back or copied.
 */
function partOf<T extends object>(
  error: unknown,
  names: string[],
  part: string,
): T | undefined {
  const answered = propertyOf(propertyOf(error, 'body'), 'error');
  const name = propertyOf(answered, 'name');
  return typeof name === 'string' && names.includes(name)
    ? propertyOf(answered, part)
    : undefined;
}

/** What is there is what the backend promises, as with every answer. */
function propertyOf(value: unknown, key: string) {
  return typeof value === 'object' && value !== null
    ? Reflect.get(value, key)
    : undefined;
}
