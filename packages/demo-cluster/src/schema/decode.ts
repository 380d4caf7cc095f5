import { isJsonObject, type Json, type JsonObject } from '../model/json';
import { canonicalQuantity } from '../model/quantity';
import { StatusError } from '../model/StatusError';
import { fieldsOf, shortTypeName, type FieldType } from './Schema';

/** What decoding found besides the object. */
export interface Decoded {
  object: JsonObject;
  /** Fields that the type does not have, in the wording of the API server: `unknown field "spec.foo"`. They are left out. */
  strictErrors: string[];
}

/**
 * Turns what a client sent into an object of the type: unknown fields are dropped and reported; nulls, empty lists and empty maps are
 * dropped; quantities are written in their canonical form.
 *
 * @throws StatusError BadRequest where a value has the wrong type
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export function decode(value: JsonObject, type: FieldType): Decoded {
  const strictErrors: string[] = [];
  const object = decodeObject(value, {
    type,
    path: '',
    owner: '',
    strictErrors,
  });
  return { object, strictErrors };
}

const ZEROS: Record<Extract<FieldType, string>, Json> = {
  string: '',
  int32: 0,
  int64: 0,
  number: 0,
  boolean: false,
  quantity: '0',
  intOrString: 0,
  any: null,
};

interface Place {
  type: FieldType;
  /** e.g. `spec.template.spec.containers[0]` */
  path: string;
  /** Name of the Go struct that holds the field, for error messages. */
  owner: string;
  strictErrors: string[];
}

function decodeObject(value: JsonObject, place: Place): JsonObject {
  const fields = fieldsOf(place.type);
  const result: JsonObject = {};
  for (const [name, child] of Object.entries(value)) {
    const path = place.path ? `${place.path}.${name}` : name;
    const type = fields ? fields[name] : 'any';
    if (type === undefined) {
      place.strictErrors.push(`unknown field "${path}"`);
    } else if (child !== null && child !== undefined) {
      const decoded = decodeValue(child, {
        ...place,
        type,
        path,
        owner: shortTypeName(place.type),
      });
      if (!isEmpty(decoded, type)) {
        result[name] = decoded;
      }
    }
  }
  return result;
}

function decodeValue(value: Json, place: Place): Json {
  const { type } = place;
  if (type === 'any') {
    return value;
  }
  if (typeof type === 'string') {
    return decodeScalar(value, type, place);
  }
  if ('list' in type) {
    if (!Array.isArray(value)) {
      throw wrongType(value, `[]${goType(type.list)}`, place);
    }
    return value.map((item, index) =>
      item === null
        ? zero(type.list)
        : decodeValue(item, {
            ...place,
            type: type.list,
            path: `${place.path}[${index}]`,
          }),
    );
  }
  if (!isJsonObject(value)) {
    throw wrongType(value, goType(type), place);
  }
  if ('map' in type) {
    return Object.fromEntries(
      Object.entries(value).map(([key, child]) => [
        key,
        child === null || child === undefined
          ? zero(type.map)
          : decodeValue(child, { ...place, type: type.map }),
      ]),
    );
  }
  return decodeObject(value, place);
}

/** Lists and maps are written only when there is something in them (`omitempty`); an empty object, e.g. `emptyDir: {}`, says something. */
function isEmpty(value: Json, type: FieldType): boolean {
  if (typeof type === 'string') {
    return false;
  }
  return (
    ('list' in type && Array.isArray(value) && value.length === 0) ||
    ('map' in type && isJsonObject(value) && Object.keys(value).length === 0)
  );
}

/** What Go makes of a null in a list or a map. */
function zero(type: FieldType): Json {
  if (typeof type === 'object') {
    return 'list' in type ? [] : {};
  }
  return ZEROS[type];
}

function decodeScalar(
  value: Json,
  type: Extract<FieldType, string>,
  place: Place,
): Json {
  switch (type) {
    case 'quantity':
      return decodeQuantity(value);
    case 'intOrString':
      return typeof value === 'string'
        ? value
        : decodeInteger(value, 'int32', place);
    case 'int32':
    case 'int64':
      return decodeInteger(value, type, place);
    default:
      if (typeof value !== type) {
        throw wrongType(value, goType(type), place);
      }
      return value;
  }
}

function decodeQuantity(value: Json): string {
  const quantity =
    typeof value === 'string' || typeof value === 'number'
      ? canonicalQuantity(String(value))
      : undefined;
  if (quantity === undefined) {
    throw new StatusError(
      'BadRequest',
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    );
  }
  return quantity;
}

function decodeInteger(
  value: Json,
  type: 'int32' | 'int64',
  place: Place,
): number {
  if (typeof value !== 'number') {
    throw wrongType(value, type, place);
  }
  const limit = type === 'int32' ? 2 ** 31 : 2 ** 63;
  if (!Number.isInteger(value) || value < -limit || value >= limit) {
    throw unmarshal(`number ${value}`, type, place);
  }
  return value;
}

function goType(type: FieldType): string {
  if (type === 'boolean') {
    return 'bool';
  }
  if (typeof type === 'string') {
    return type;
  }
  if ('map' in type) {
    return type.map === 'quantity'
      ? 'v1.ResourceList'
      : `map[string]${goType(type.map)}`;
  }
  return 'list' in type
    ? `[]${goType(type.list)}`
    : `v1.${shortTypeName(type)}`;
}

function wrongType(value: Json, expected: string, place: Place): StatusError {
  if (Array.isArray(value)) {
    return unmarshal('array', expected, place);
  }
  return unmarshal(
    typeof value === 'boolean' ? 'bool' : typeof value,
    expected,
    place,
  );
}

function unmarshal(found: string, expected: string, place: Place): StatusError {
  const path = place.path.replace(/\[\d+\]/g, '');
  return new StatusError(
    'BadRequest',
    `json: cannot unmarshal ${found} into Go struct field ${place.owner}.${path} of type ${expected}`,
  );
}
