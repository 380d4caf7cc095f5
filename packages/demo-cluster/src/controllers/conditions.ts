import type { Time } from 'kubernetes-types/meta/v1';

/** What the conditions of all kinds have in common. */
export interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
  lastTransitionTime?: Time;
}

/** The condition of that type. */
export function findCondition<T extends Condition>(
  conditions: readonly T[] | undefined,
  type: string,
): T | undefined {
  return conditions?.find(condition => condition.type === type);
}

/** The other conditions, without the one of that type. */
export function withoutCondition<T extends Condition>(
  conditions: readonly T[] | undefined,
  type: string,
): T[] {
  return (conditions ?? []).filter(condition => condition.type !== type);
}

/**
 * Puts a condition in place of the one of its type. One with the same status and reason stays as it is; with the same status it keeps the
 * time of its last transition.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#conditions
 */
export function withCondition<T extends Condition>(
  conditions: readonly T[] | undefined,
  condition: T,
): T[] {
  const current = findCondition(conditions, condition.type);
  if (
    current?.status === condition.status &&
    current.reason === condition.reason
  ) {
    return [...(conditions ?? [])];
  }
  const next =
    current?.status === condition.status
      ? { ...condition, lastTransitionTime: current.lastTransitionTime }
      : condition;
  return [...withoutCondition(conditions, condition.type), next];
}
