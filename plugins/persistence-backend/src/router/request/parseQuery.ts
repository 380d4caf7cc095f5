import { InputError } from '@backstage/errors';

/**
 * Reads a query that has exactly these parameters, each once.
 *
 * @throws InputError that names the parameter which is missing, unknown or given twice
 */
export function parseQuery<K extends string>(
  query: Record<string, unknown>,
  names: readonly K[],
): Record<K, string> {
  const known = new Set<string>(names);
  for (const name of Object.keys(query)) {
    if (!known.has(name)) {
      throw new InputError(
        known.size > 0
          ? `There is no such query parameter; those here are ${names.map(each => `'${each}'`).join(', ')}`
          : 'There are no query parameters here',
      );
    }
  }
  const values: Partial<Record<K, string>> = {};
  for (const name of names) {
    const value = query[name];
    if (typeof value !== 'string' || value === '') {
      throw new InputError(
        `The query parameter '${name}' is needed, and only once`,
      );
    }
    values[name] = value;
  }
  return values as Record<K, string>;
}
