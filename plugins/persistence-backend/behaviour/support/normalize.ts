import type { EntityPersistence } from 'backstage-plugin-persistence-common';

/** What differs between two clusters although they are in the same state, and what stands in its place in a golden file. */
const REPLACEMENTS: [RegExp, string][] = [
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '(uid)'],
  [/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, '(time)'],
  [/\b(https?:\/\/)?127\.0\.0\.1(:\d+)?/g, '(address)'],
  [/\bn[12]\b/g, '(node)'],
  // The template's hash and the pod's own letters
  [/-[0-9a-z]{6,10}-[0-9a-z]{5}\b/g, '-(pod)'],
];

const CAPACITIES = ['capacitySize', 'usage'];

/** The answer without what one cluster or one run has for itself. */
export function normalize(answer: EntityPersistence): EntityPersistence {
  return JSON.parse(JSON.stringify(answer), (key, value) => {
    if (CAPACITIES.includes(key)) {
      return '(capacity)';
    }
    return typeof value === 'string'
      ? REPLACEMENTS.reduce(
          (text, [pattern, replacement]) => text.replace(pattern, replacement),
          value,
        )
      : value;
  });
}
