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
  integer: 0,
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
          : decodeValue(child, {
              ...place,
              type: type.map,
              path: `${place.path}.${key}`,
            }),
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

function decodeScalar(value: Json, type: string, place: Place): Json {
  switch (type) {
    case 'quantity': {
      const quantity =
        typeof value === 'string' || typeof value === 'number'
          ? canonicalQuantity(String(value))
          : undefined;
      if (quantity === undefined) {
        throw new StatusError(
          'BadRequest',
          typeof value === 'string'
            ? "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
            : `unable to parse quantity's suffix at ${place.path}`,
        );
      }
      return quantity;
    }
    case 'intOrString':
      if (typeof value === 'string' || Number.isInteger(value)) {
        return value;
      }
      throw wrongType(value, 'intstr.IntOrString', place);
    case 'integer':
      if (Number.isInteger(value)) {
        return value;
      }
      throw wrongType(value, 'int32', place);
    default:
      if (typeof value !== type) {
        throw wrongType(value, goType(type as FieldType), place);
      }
      return value;
  }
}

function goType(type: FieldType): string {
  if (type === 'boolean') {
    return 'bool';
  }
  if (type === 'integer') {
    return 'int32';
  }
  if (typeof type === 'string') {
    return type;
  }
  if ('map' in type) {
    return `map[string]${goType(type.map)}`;
  }
  return 'list' in type
    ? `[]${goType(type.list)}`
    : `v1.${shortTypeName(type)}`;
}

function wrongType(value: Json, expected: string, place: Place): StatusError {
  let found: string = typeof value;
  if (Array.isArray(value)) {
    found = 'array';
  } else if (found === 'boolean') {
    found = 'bool';
  }
  const path = place.path.replace(/\[\d+\]/g, '');
  return new StatusError(
    'BadRequest',
    `json: cannot unmarshal ${found} into Go struct field ${place.owner}.${path} of type ${expected}`,
  );
}
