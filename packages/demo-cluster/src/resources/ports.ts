import { fieldErrors } from '../model/fieldErrors';
import type { FieldError } from '../model/Resource';

/** A port number is between 1 and 65535. */
export function validatePort(port: number, field: string): FieldError[] {
  return port >= 1 && port <= 65535
    ? []
    : [
        fieldErrors.invalid(
          field,
          port,
          'must be between 1 and 65535, inclusive',
        ),
      ];
}
