import { isJsonObject, type Json, type JsonObject } from '../model/json';

/**
 * JSON merge patch: objects are merged, null removes, everything else replaces.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export function mergePatch(
  original: JsonObject,
  patch: JsonObject,
): JsonObject {
  const result: JsonObject = { ...original };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null || value === undefined) {
      delete result[key];
    } else if (isJsonObject(value)) {
      const before = result[key];
      result[key] = mergePatch(isJsonObject(before) ? before : {}, value);
    } else {
      result[key] = value as Json;
    }
  }
  return result;
}
