import { isJsonObject, type Json } from '../model/json';

/** A JSON value as Go prints it (`%v`), which is how patches appear in the API server's messages: `map[name:app ports:[80 81]]`. */
export function goText(value: Json | undefined): string {
  if (Array.isArray(value)) {
    return `[${value.map(goText).join(' ')}]`;
  }
  if (isJsonObject(value)) {
    const entries = Object.keys(value)
      .sort()
      .map(key => `${key}:${goText(value[key])}`);
    return `map[${entries.join(' ')}]`;
  }
  return value === null || value === undefined ? '<nil>' : String(value);
}

/** The name of the Go type that the API server has for a JSON value, e.g. `[]interface {}` for a list. */
export function goTypeName(value: Json | undefined): string {
  if (Array.isArray(value)) {
    return '[]interface {}';
  }
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      return Number.isInteger(value) ? 'int64' : 'float64';
    default:
      return isJsonObject(value) ? 'map[string]interface {}' : '<nil>';
  }
}
