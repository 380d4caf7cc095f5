import {
  isJsonObject,
  jsonEqual,
  type Json,
  type JsonObject,
} from '../model/json';
import { StatusError } from '../model/StatusError';
import type { FieldType } from '../schema/Schema';
import { goText } from './goText';
import { interleave, requireKey } from './listOrder';

/** A list whose type has the patch strategy `merge`, and a patch of it. */
export interface ListMerge {
  original: Json[];
  patch: Json[];
  type: FieldType;
  /** Merges an item that both have. */
  mergeItem(
    original: JsonObject,
    patch: JsonObject,
    type: FieldType,
  ): JsonObject;
}

/** The merged list. */
export interface MergedList {
  items: Json[];
  /** What the API server holds for the former order, by which items that the patch does not order are placed. */
  formerOrder: Json[];
}

/** The field by which items of a list are told apart; absent for lists of plain values and for those that are replaced as a whole. */
export function mergeKeyOf(type: FieldType): string | undefined {
  return typeof type === 'object' && 'list' in type ? type.mergeKey : undefined;
}

/** Merges a list whose type has the patch strategy `merge`: items of the patch come in the order of the patch. */
export function mergeLists(merge: ListMerge): MergedList {
  const mergeKey = mergeKeyOf(merge.type);
  return mergeKey ? mergeObjects(merge, mergeKey) : mergeValues(merge);
}

function mergeValues({ original, patch }: ListMerge): MergedList {
  const merged: Json[] = [];
  for (const value of [...original, ...patch]) {
    if (!merged.some(present => jsonEqual(present, value))) {
      merged.push(value);
    }
  }
  const items = interleave(merged, { order: patch, formerOrder: original });
  return { items, formerOrder: original };
}

function mergeObjects(merge: ListMerge, key: string): MergedList {
  const { original, patch } = merge;
  if (![...original, ...patch].every(isJsonObject)) {
    throw new StatusError(
      'Unknown',
      `list element types are not identical: ${goText([original, patch])}`,
    );
  }
  const { replaced, deleted, changes } = sortOut(patch, key);
  if (replaced) {
    return { items: changes, formerOrder: original };
  }
  const kept = original.filter(
    item => !deleted.some(id => hasKey(item, key, id)),
  );
  const merged = mergeItems(kept, changes, merge, key);
  const items = interleave(merged, {
    order: changes,
    formerOrder: kept,
    mergeKey: key,
  });
  // The API server reuses the room of the deleted items for the new ones, which so become part of the former order.
  const formerOrder = merged.slice(0, original.length);
  return { items, formerOrder };
}

/** What the items of a patch ask for. */
function sortOut(patch: Json[], key: string) {
  const deleted: Json[] = [];
  const changes: JsonObject[] = [];
  let replaced = false;
  for (const item of patch.filter(isJsonObject)) {
    switch (item.$patch) {
      case undefined:
        changes.push(item);
        break;
      case 'delete':
        deleted.push(requireKey(item, key));
        break;
      case 'replace':
        replaced = true;
        break;
      case 'merge':
        throw new StatusError(
          'Unknown',
          'merging lists cannot yet be specified in the patch',
        );
      default:
        throw unknownDirective(item);
    }
  }
  return { replaced, deleted, changes };
}

function mergeItems(
  kept: Json[],
  changes: JsonObject[],
  { type, mergeItem }: ListMerge,
  key: string,
): Json[] {
  const itemType =
    typeof type === 'object' && 'list' in type ? type.list : 'any';
  const merged = [...kept];
  for (const change of changes) {
    const id = requireKey(change, key);
    const at = merged.findIndex(item => hasKey(item, key, id));
    const before = merged[at];
    if (isJsonObject(before)) {
      merged[at] = mergeItem(before, change, itemType);
    } else {
      merged.push(change);
    }
  }
  return merged;
}

function hasKey(item: Json, key: string, id: Json): boolean {
  return isJsonObject(item) && item[key] !== undefined && item[key] === id;
}

/** The failure for a `$patch` that has no meaning where it stands. */
export function unknownDirective(patch: JsonObject): StatusError {
  return new StatusError(
    'Unknown',
    `unknown patch type: ${goText(patch.$patch)} in map: ${goText(patch)}`,
  );
}
