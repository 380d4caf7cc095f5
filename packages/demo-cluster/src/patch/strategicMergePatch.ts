import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { StatusError } from '../model/StatusError';
import { fieldsOf, type FieldType } from '../schema/Schema';
import { mergeLists } from './mergeLists';

/*
 * Strategic merge patch, after k8s.io/apimachinery/pkg/util/strategicpatch.
 *
 * A patch is merged into the object key by key. Lists are merged by their merge key where the type says so (containers by `name`,
 * volumeMounts by `mountPath`) and replaced otherwise. Directives are keys of the patch that never become part of the object:
 *
 *   $patch: replace | delete | merge          what to do with this object, or with this item of a list
 *   $retainKeys: [a, b]                       only these keys of the object survive
 *   $setElementOrder/<list>: [...]            the order of the list's items afterwards
 *   $deleteFromPrimitiveList/<list>: [...]    values to take out of a list of plain values
 *
 * As in Kubernetes, an item that is new in a list is taken as it is: a directive inside it stays, and strict decoding then refuses it as an
 * unknown field.
 */

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const ORDER_PREFIX = '$setElementOrder/';
const DELETE_PREFIX = '$deleteFromPrimitiveList/';

/**
 * Applies a strategic merge patch; neither argument is changed.
 *
 * @param type - the type of the object, which says how its lists are merged
 * @throws StatusError BadRequest for a malformed directive, InternalError for a list item without its merge key
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function strategicMergePatch(
  original: JsonObject,
  patch: JsonObject,
  type: FieldType,
): JsonObject {
  const directive = patch[DIRECTIVE];
  if (directive !== undefined) {
    switch (directive) {
      case 'replace': {
        const { [DIRECTIVE]: _, ...replacement } = patch;
        return replacement;
      }
      case 'delete':
        return {};
      case 'merge':
        break;
      default:
        throw new StatusError(
          'BadRequest',
          `Unknown patch type: ${String(directive)}`,
        );
    }
  }
  const fields = fieldsOf(type);
  const result = retainKeys(original, patch);
  for (const key of keysToMerge(patch)) {
    mergeKey(result, key, patch, fields?.[key] ?? 'any');
  }
  return result;
}

/** The keys that the patch speaks of, those that only an order or a deletion names included. */
function keysToMerge(patch: JsonObject): Set<string> {
  const keys = new Set<string>();
  for (const key of Object.keys(patch)) {
    if (key.startsWith(ORDER_PREFIX)) {
      keys.add(key.slice(ORDER_PREFIX.length));
    } else if (key.startsWith(DELETE_PREFIX)) {
      keys.add(key.slice(DELETE_PREFIX.length));
    } else if (key !== DIRECTIVE && key !== RETAIN_KEYS) {
      keys.add(key);
    }
  }
  return keys;
}

function mergeKey(
  result: JsonObject,
  key: string,
  patch: JsonObject,
  type: FieldType,
): void {
  const value = patch[key];
  const before = result[key];
  if (value === null) {
    delete result[key];
    return;
  }
  const order = listDirective(patch, `${ORDER_PREFIX}${key}`);
  const deletions = listDirective(patch, `${DELETE_PREFIX}${key}`);
  if (Array.isArray(value) || order || deletions) {
    const items = Array.isArray(value) ? value : [];
    const merges =
      typeof type === 'object' &&
      'list' in type &&
      type.strategy?.split(',').includes('merge');
    if (!merges) {
      result[key] = items;
    } else if (Array.isArray(before) || order || deletions) {
      result[key] = mergeLists({
        original: Array.isArray(before) ? before : [],
        patch: items,
        type,
        order,
        deletions,
        mergeItem: strategicMergePatch,
      });
    } else {
      result[key] = dropDirectives(items);
    }
    return;
  }
  if (isJsonObject(value)) {
    result[key] = isJsonObject(before)
      ? strategicMergePatch(before, value, type)
      : dropDirectives(value);
    return;
  }
  result[key] = value;
}

function listDirective(patch: JsonObject, name: string): Json[] | undefined {
  const value = patch[name];
  if (value !== undefined && !Array.isArray(value)) {
    throw new StatusError('BadRequest', `invalid format for '${name}'`);
  }
  return value;
}

function retainKeys(original: JsonObject, patch: JsonObject): JsonObject {
  const retained = patch[RETAIN_KEYS];
  if (retained === undefined) {
    return { ...original };
  }
  const allowed = Array.isArray(retained) ? retained : [];
  for (const key of Object.keys(patch)) {
    if (!key.startsWith('$') && patch[key] !== null && !allowed.includes(key)) {
      throw new StatusError(
        'BadRequest',
        'the patch has keys that its $retainKeys list does not name',
      );
    }
  }
  return Object.fromEntries(
    Object.entries(original).filter(([key]) => allowed.includes(key)),
  );
}

/** What is new is taken without its directives; items that ask for their deletion are left out. */
function dropDirectives<T extends Json>(value: T): T {
  if (Array.isArray(value)) {
    return value
      .filter(item => !(isJsonObject(item) && item[DIRECTIVE] === 'delete'))
      .map(dropDirectives) as T;
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(
          ([key]) =>
            key !== DIRECTIVE &&
            key !== RETAIN_KEYS &&
            !key.startsWith(ORDER_PREFIX) &&
            !key.startsWith(DELETE_PREFIX),
        )
        .map(([key, child]) => [
          key,
          child === undefined ? child : dropDirectives(child),
        ]),
    ) as T;
  }
  return value;
}
