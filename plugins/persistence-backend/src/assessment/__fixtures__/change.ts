import type { RecordedObject, Recording } from './readRecording';

/** What to change: fields are merged, `null` removes one, lists are replaced. https://www.rfc-editor.org/rfc/rfc7396 */
export interface Patch {
  [field: string]: unknown;
}

/**
 * A recording in which one object is another one, or gone.
 *
 * @param object - `Kind/name`
 * @throws Error when there is no such object: a test that changes nothing proves nothing
 */
export function change(
  recording: Recording,
  object: string,
  patch: Patch | 'remove',
): Recording {
  const [kind, name] = object.split('/');
  const isIt = (item: RecordedObject) =>
    item.kind === kind && item.metadata.name === name;
  if (!recording.items.some(isIt)) {
    throw new Error(`There is no ${object}`);
  }
  return {
    ...recording,
    items: recording.items.flatMap(item => {
      if (!isIt(item)) {
        return [item];
      }
      return patch === 'remove' ? [] : [merge(item, patch) as RecordedObject];
    }),
  };
}

/** A recording with more objects. */
export function add(
  recording: Recording,
  ...objects: RecordedObject[]
): Recording {
  return { ...recording, items: [...recording.items, ...objects] };
}

function merge(value: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) {
    return patch;
  }
  const merged = new Map(isRecord(value) ? Object.entries(value) : []);
  for (const [field, wanted] of Object.entries(patch)) {
    if (wanted === null) {
      merged.delete(field);
    } else {
      merged.set(field, merge(merged.get(field), wanted));
    }
  }
  return Object.fromEntries(merged);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
