import {
  isJsonObject,
  jsonEqual,
  type Json,
  type JsonObject,
} from '../model/json';
import { StatusError } from '../model/StatusError';
import type { FieldType } from '../schema/Schema';

/** A list, a patch of it, and what the patch says about the list as a whole. */
export interface ListMerge {
  original: Json[];
  patch: Json[];
  type: FieldType;
  /** `$setElementOrder`: values, or objects with the merge key alone. */
  order?: Json[];
  /** `$deleteFromPrimitiveList` */
  deletions?: Json[];
  /** Merges an item that both have. */
  mergeItem(
    original: JsonObject,
    patch: JsonObject,
    type: FieldType,
  ): JsonObject;
}

/** Merges a list whose type has the patch strategy `merge`. */
export function mergeLists(merge: ListMerge): Json[] {
  const mergeKey =
    typeof merge.type === 'object' && 'list' in merge.type
      ? merge.type.mergeKey
      : undefined;
  const merged = mergeKey ? mergeObjects(merge, mergeKey) : mergeValues(merge);
  return merge.order ? sortBy(merged, merge.order, mergeKey) : merged;
}

function mergeValues({ original, patch, deletions = [] }: ListMerge): Json[] {
  const kept = original.filter(
    value => !deletions.some(deleted => jsonEqual(deleted, value)),
  );
  for (const value of patch) {
    if (!kept.some(present => jsonEqual(present, value))) {
      kept.push(value);
    }
  }
  return kept;
}

function mergeObjects(
  { original, patch, type, mergeItem }: ListMerge,
  key: string,
): Json[] {
  const itemType =
    typeof type === 'object' && 'list' in type ? type.list : 'any';
  const items = patch.map(item => {
    if (!isJsonObject(item)) {
      throw new StatusError(
        'BadRequest',
        'invalid patch: a list of objects cannot be merged with plain values',
      );
    }
    return item;
  });
  if (items.some(item => item.$patch === 'replace')) {
    return items
      .filter(item => item.$patch !== 'replace' || Object.keys(item).length > 1)
      .map(({ $patch: _, ...item }) => item);
  }
  let result = [...original];
  for (const item of items) {
    const id = requireKey(item, key);
    const at = result.findIndex(
      present => isJsonObject(present) && jsonEqual(present[key], id),
    );
    if (item.$patch === 'delete') {
      result = result.filter(
        present => !(isJsonObject(present) && jsonEqual(present[key], id)),
      );
    } else if (at < 0) {
      result.push(item);
    } else {
      result[at] = mergeItem(result[at] as JsonObject, item, itemType);
    }
  }
  return result;
}

function requireKey(item: JsonObject, key: string): Json {
  const id = item[key];
  if (id === undefined || id === null) {
    throw new StatusError(
      'InternalError',
      `map: ${JSON.stringify(item)} does not contain declared merge key: ${key}`,
    );
  }
  return id;
}

/** In the given order; what the order does not name keeps its place behind what stood before it. */
function sortBy(items: Json[], order: Json[], mergeKey?: string): Json[] {
  const idOf = (item: Json) =>
    mergeKey && isJsonObject(item) ? item[mergeKey] : item;
  const rank = (item: Json) =>
    order.findIndex(named => jsonEqual(idOf(named), idOf(item)));
  const named = items
    .filter(item => rank(item) >= 0)
    .sort((one, other) => rank(one) - rank(other));
  const result = [...named];
  items.forEach((item, index) => {
    if (rank(item) < 0) {
      const before = items
        .slice(0, index)
        .reverse()
        .find(candidate => result.includes(candidate));
      result.splice(
        before === undefined ? 0 : result.indexOf(before) + 1,
        0,
        item,
      );
    }
  });
  return result;
}
