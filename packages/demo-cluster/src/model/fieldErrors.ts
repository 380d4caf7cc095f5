import type { FieldError } from './Resource';

/** The wordings of `field.Error` in k8s.io/apimachinery. */
export const fieldErrors = {
  required(field: string, detail = ''): FieldError {
    return {
      field,
      reason: 'FieldValueRequired',
      message: `Required value${suffix(detail)}`,
    };
  },
  invalid(field: string, value: unknown, detail: string): FieldError {
    return {
      field,
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${shown(value)}${suffix(detail)}`,
    };
  },
  forbidden(field: string, detail: string): FieldError {
    return {
      field,
      reason: 'FieldValueForbidden',
      message: `Forbidden${suffix(detail)}`,
    };
  },
  duplicate(field: string, value: unknown): FieldError {
    return {
      field,
      reason: 'FieldValueDuplicate',
      message: `Duplicate value: ${shown(value)}`,
    };
  },
  tooLong(field: string, bytes: number): FieldError {
    return {
      field,
      reason: 'FieldValueTooLong',
      message: `Too long: may not be more than ${bytes} bytes`,
    };
  },
  notFound(field: string, value: unknown): FieldError {
    return {
      field,
      reason: 'FieldValueNotFound',
      message: `Not found: ${shown(value)}`,
    };
  },
  notSupported(field: string, value: unknown, supported: string[]): FieldError {
    const values = supported.map(shown).join(', ');
    return {
      field,
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: ${shown(value)}: supported values: ${values}`,
    };
  },
};

function shown(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}

function suffix(detail: string): string {
  return detail ? `: ${detail}` : '';
}
