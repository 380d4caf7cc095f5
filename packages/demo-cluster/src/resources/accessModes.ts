import { fieldErrors } from '../model/fieldErrors';
import type { FieldError } from '../model/Resource';

const MODES = [
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOnce',
  'ReadWriteOncePod',
];

/**
 * The rules for access modes, without the one that there is at least one.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export function validateAccessModes(
  modes: string[],
  field: string,
): FieldError[] {
  const errors = modes
    .filter(mode => !MODES.includes(mode))
    .map(mode => fieldErrors.notSupported(field, mode, MODES));
  if (modes.includes('ReadWriteOncePod') && modes.length > 1) {
    errors.push(
      fieldErrors.forbidden(
        field,
        'may not use ReadWriteOncePod with other access modes',
      ),
    );
  }
  return errors;
}
