import { InputError } from '@backstage/errors';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Which operation a path names.
 *
 * @throws InputError for what is no identity of an operation
 */
export function parseOperationId(id: string | undefined): string {
  if (id === undefined || !UUID.test(id)) {
    throw new InputError('The id of an operation is a UUID in small letters');
  }
  return id;
}
