import { parseQuantity } from 'backstage-plugin-persistence-common';

/** Whether one Kubernetes quantity is larger than another one; no where either says nothing. */
export function exceeds(
  one: string | undefined,
  other: string | undefined,
): boolean {
  const larger = parseQuantity(one ?? '');
  const smaller = parseQuantity(other ?? '');
  return larger !== undefined && smaller !== undefined && larger > smaller;
}
