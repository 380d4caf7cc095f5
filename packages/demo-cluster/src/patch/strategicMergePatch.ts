import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { StatusError } from '../model/StatusError';
import { fieldsOf, type FieldType } from '../schema/Schema';
import { goTypeName } from './goText';
import { checkOrder, interleave } from './listOrder';
import { mergeKeyOf, mergeLists, unknownDirective } from './mergeLists';

/*
 * Strategic merge patch, after k8s.io/apimachinery/pkg/util/strategicpatch.
 *
 * A patch is merged into the object key by key. Lists are merged by their merge key where the type says so (containers by `name`,
 * volumeMounts by `mountPath`) and replaced otherwise. Directives are keys of the patch that never become part of the object:
 *
 *   $patch: replace | delete                  what to do with this object, or with this item of a list
 *   $retainKeys: [a, b]                       only these keys of the object survive
 *   $setElementOrder/<list>: [...]            the order of the list's items afterwards
 *   $deleteFromPrimitiveList/<list>: [...]    values to take out of a list of plain values
 *
 * As in Kubernetes, an item that is new in a list is taken as it is: a directive inside it stays, and strict decoding then reports it as an
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
 * @throws StatusError BadRequest for a malformed `$retainKeys`, Unknown (500, as the API server has it) for what else makes no sense
 * @see https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function strategicMergePatch(
  original: JsonObject,
  patch: JsonObject,
  type: FieldType,
): JsonObject {
  const { [DIRECTIVE]: directive, ...rest } = patch;
  switch (directive) {
    case undefined:
      break;
    case 'replace':
      return rest;
    case 'delete':
      return {};
    default:
      throw unknownDirective(patch);
  }
  const fields = fieldsOf(type);
  const result = retainKeys(original, patch);
  const names = Object.keys(patch);
  const ordered = namesAfter(ORDER_PREFIX, names);
  for (const name of ordered) {
    orderList(result, name, patch, fields?.[name] ?? 'any');
  }
  for (const name of names) {
    if (!name.startsWith('$') && !ordered.includes(name)) {
      mergeField(result, name, patch[name] ?? null, fields?.[name] ?? 'any');
    }
  }
  for (const name of namesAfter(DELETE_PREFIX, names)) {
    deleteValues(result, name, patch[`${DELETE_PREFIX}${name}`]);
  }
  return result;
}

function namesAfter(prefix: string, names: string[]): string[] {
  return names
    .filter(name => name.startsWith(prefix))
    .map(name => name.slice(prefix.length));
}

function mergeField(
  result: JsonObject,
  name: string,
  value: Json,
  type: FieldType,
): void {
  const before = result[name];
  if (value === null) {
    delete result[name];
  } else if (Array.isArray(value) && Array.isArray(before)) {
    result[name] = patchedList(before, value, type).items;
  } else if (isJsonObject(value) && isJsonObject(before)) {
    result[name] = strategicMergePatch(before, value, type);
  } else if (isDirective(value)) {
    delete result[name];
  } else {
    result[name] = withoutDirectives(value);
  }
}

/** The list after the patch, in the order of the patch. */
function patchedList(before: Json[], patch: Json[], type: FieldType) {
  const merges =
    typeof type === 'object' &&
    'list' in type &&
    type.strategy?.split(',').includes('merge');
  return merges && before.length + patch.length > 0
    ? mergeLists({
        original: before,
        patch,
        type,
        mergeItem: strategicMergePatch,
      })
    : { items: patch, formerOrder: before };
}

/** Merges a list and brings it into the order of `$setElementOrder`. */
function orderList(
  result: JsonObject,
  name: string,
  patch: JsonObject,
  type: FieldType,
): void {
  const order = requireList(patch[`${ORDER_PREFIX}${name}`]);
  const before = result[name] === undefined ? [] : requireList(result[name]);
  const value = patch[name] === undefined ? [] : requireList(patch[name]);
  const mergeKey = mergeKeyOf(type);
  checkOrder(value, order, mergeKey);
  let merged = { items: before, formerOrder: before };
  if (result[name] === undefined) {
    merged.items = value.filter(item => !isDirective(item));
  } else if (patch[name] !== undefined) {
    merged = patchedList(before, value, type);
  }
  if (result[name] !== undefined || patch[name] !== undefined) {
    const { items, formerOrder } = merged;
    result[name] = interleave(items, { order, formerOrder, mergeKey });
  }
}

function requireList(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) {
    throw new StatusError(
      'Unknown',
      `expected a []interface {}, but received a ${goTypeName(value)}`,
    );
  }
  return value;
}

/** The API server overlooks a deletion that is no list. */
function deleteValues(
  result: JsonObject,
  name: string,
  values: Json | undefined,
): void {
  const before = result[name];
  if (Array.isArray(before) && Array.isArray(values)) {
    result[name] = before.filter(value => !values.includes(value));
  }
}

function retainKeys(original: JsonObject, patch: JsonObject): JsonObject {
  const retained = patch[RETAIN_KEYS];
  if (retained === undefined) {
    return { ...original };
  }
  const names = Object.keys(patch).filter(
    name => !name.startsWith('$') && patch[name] !== null,
  );
  if (
    !Array.isArray(retained) ||
    !names.every(name => retained.includes(name))
  ) {
    throw new StatusError('BadRequest', 'invalid patch format of retainKeys');
  }
  return Object.fromEntries(
    Object.entries(original).filter(([name]) => retained.includes(name)),
  );
}

function isDirective(value: Json | undefined): boolean {
  return isJsonObject(value) && value[DIRECTIVE] !== undefined;
}

/** What is new is taken without nulls and without the objects that carry a `$patch`: there is nothing yet that they could be applied to. */
function withoutDirectives(value: Json): Json {
  if (Array.isArray(value)) {
    return value.filter(item => !isDirective(item)).map(withoutDirectives);
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, child]) =>
        child === null || child === undefined || isDirective(child)
          ? []
          : [[name, withoutDirectives(child)]],
      ),
    );
  }
  return value;
}
