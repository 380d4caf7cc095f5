import { fieldErrors } from '../model/fieldErrors';
import type { FieldError } from '../model/Resource';

const MODES = [
  'ReadWriteOnce',
  'ReadOnlyMany',
  'ReadWriteMany',
  'ReadWriteOncePod',
];

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes */
export function validateAccessModes(
  modes: string[] | undefined,
  field: string,
): FieldError[] {
  if (!modes?.length) {
    return [fieldErrors.required(field, 'at least 1 access mode is required')];
  }
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
