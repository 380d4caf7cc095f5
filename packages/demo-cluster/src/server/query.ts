import { invalid } from '../model/failures';
import { fieldErrors } from '../model/fieldErrors';
import { StatusError } from '../model/StatusError';

/** How unknown and duplicate fields are treated. */
export type FieldValidation = 'Strict' | 'Warn' | 'Ignore';

/** Options of a write, from its query. */
export interface WriteQuery {
  dryRun: boolean;
  fieldValidation: FieldValidation;
}

/**
 * Reads `dryRun` and `fieldValidation`.
 *
 * @param kind - `CreateOptions`, `UpdateOptions` or `PatchOptions`: what a message calls the query
 * @throws StatusError Invalid
 */
export function parseWriteQuery(
  query: URLSearchParams,
  kind: string,
): WriteQuery {
  const validation = query.get('fieldValidation') ?? '';
  const errors = [];
  const dryRun = parseDryRun(query.getAll('dryRun'));
  if (dryRun === undefined) {
    errors.push(
      fieldErrors.notSupported('dryRun', query.getAll('dryRun'), ['All']),
    );
  }
  if (!['', 'Ignore', 'Strict', 'Warn'].includes(validation)) {
    errors.push(
      fieldErrors.notSupported('fieldValidation', validation, [
        '',
        'Ignore',
        'Strict',
        'Warn',
      ]),
    );
  }
  if (errors.length) {
    throw invalid({ group: 'meta.k8s.io', kind }, '', errors);
  }
  return {
    dryRun: dryRun ?? false,
    fieldValidation: (validation || 'Warn') as FieldValidation,
  };
}

/** Whether nothing is to be stored; undefined when the values mean nothing. */
export function parseDryRun(values: string[]): boolean | undefined {
  if (values.length === 0) {
    return false;
  }
  return values.every(value => value === 'All') ? true : undefined;
}

/**
 * A whole number of the query.
 *
 * @throws StatusError BadRequest, worded as Go words it
 */
export function parseInteger(
  query: URLSearchParams,
  name: string,
): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') {
    return undefined;
  }
  if (!/^[+-]?\d+$/.test(text)) {
    throw new StatusError(
      'BadRequest',
      `strconv.ParseInt: parsing ${JSON.stringify(text)}: invalid syntax`,
    );
  }
  return Number(text);
}

/** `1`, `true` and the like: what Go's `strconv.ParseBool` takes for true. */
export function parseBoolean(query: URLSearchParams, name: string): boolean {
  return ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(
    query.get(name) ?? '',
  );
}
