import { createPatch } from 'diff';
import { stringify } from 'yaml';
import type { LiveObject } from './objects';

/** What the server writes by itself: it is other at every look, and nobody asked for it. */
const WRITTEN_BY_SERVER = new Set([
  'managedFields',
  'resourceVersion',
  'generation',
  'uid',
  'creationTimestamp',
]);

/** How the server would change an object, as a unified diff of YAML; undefined where it would not. */
export function diffOf(
  before: LiveObject,
  after: LiveObject,
): string | undefined {
  const [old, changed] = [asYaml(before), asYaml(after)];
  if (old === changed) {
    return undefined;
  }
  // Without the four lines that name files
  return createPatch('', old, changed, undefined, undefined, { context: 3 })
    .split('\n')
    .slice(4)
    .join('\n');
}

function asYaml({ metadata, ...object }: LiveObject & { status?: unknown }) {
  const { status: _, ...wanted } = object;
  const kept = Object.entries(metadata).filter(
    ([key]) => !WRITTEN_BY_SERVER.has(key),
  );
  return stringify(
    { metadata: Object.fromEntries(kept), ...wanted },
    { aliasDuplicateObjects: false, lineWidth: 0, sortMapEntries: true },
  );
}
