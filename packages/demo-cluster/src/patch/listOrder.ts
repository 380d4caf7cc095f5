import { isJsonObject, jsonEqual, type Json } from '../model/json';
import { StatusError } from '../model/StatusError';
import { goText } from './goText';

/** By what the items of a merged list are ordered. */
export interface ListOrder {
  /** The items in the wished order: values, or objects that have at least the merge key. */
  order: Json[];
  /** The order before the patch. */
  formerOrder: Json[];
  /** Absent for lists of plain values. */
  mergeKey?: string;
}

/**
 * Orders the items that `order` names by it and the others as they were, then merges the two sequences: an item that was before the next
 * of the ordered ones stays before it. New items have no former place and come first.
 *
 * @see https://git.k8s.io/design-proposals-archive/cli/preserve-order-in-strategic-merge-patch.md
 */
export function interleave(items: Json[], by: ListOrder): Json[] {
  const rankIn = (list: Json[], item: Json) =>
    list.findIndex(other => sameItem(other, item, by.mergeKey));
  const sorted = (list: Json[], order: Json[]) =>
    [...list].sort((one, other) => rankIn(order, one) - rankIn(order, other));

  const ordered = sorted(
    items.filter(item => rankIn(by.order, item) >= 0),
    by.order,
  );
  const others = sorted(
    items.filter(item => rankIn(by.order, item) < 0),
    by.formerOrder,
  );
  const result: Json[] = [];
  while (ordered.length && others.length) {
    const formerly = rankIn(by.formerOrder, others[0]);
    const staysBefore =
      formerly >= 0 && formerly < rankIn(by.formerOrder, ordered[0]);
    result.push(...(staysBefore ? others : ordered).splice(0, 1));
  }
  return [...result, ...ordered, ...others];
}

/**
 * Checks that `$setElementOrder` names the items of the patch, in the order of the patch.
 *
 * @throws StatusError
 */
export function checkOrder(
  patch: Json[],
  order: Json[],
  mergeKey: string | undefined,
): void {
  if (order.length === 0) {
    return;
  }
  const rest = patch.filter(
    item => !(isJsonObject(item) && item.$patch !== undefined),
  );
  for (const named of order) {
    if (rest.length && sameItem(rest[0], named, mergeKey)) {
      rest.shift();
    }
  }
  if (rest.length) {
    throw new StatusError(
      'Unknown',
      `The order in patch list:\n${goText(patch)}\n doesn't match $setElementOrder list:\n${goText(order)}\n`,
    );
  }
}

/**
 * The value of an item's merge key.
 *
 * @throws StatusError when the item has none
 */
export function requireKey(item: Json, mergeKey: string): Json {
  const id = isJsonObject(item) ? item[mergeKey] : undefined;
  if (id === undefined) {
    throw new StatusError(
      'Unknown',
      `map: ${goText(item)} does not contain declared merge key: ${mergeKey}`,
    );
  }
  return id;
}

function sameItem(
  one: Json,
  other: Json,
  mergeKey: string | undefined,
): boolean {
  return mergeKey
    ? requireKey(one, mergeKey) === requireKey(other, mergeKey)
    : jsonEqual(one, other);
}
