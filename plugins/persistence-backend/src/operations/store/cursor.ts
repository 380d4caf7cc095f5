import { InputError } from '@backstage/errors';
import type { StoredOperation } from './OperationStore';

/** How to ask for the page after the one that ends with this operation. */
export function cursorOf({ operation }: StoredOperation): string {
  return Buffer.from(
    `${Date.parse(operation.createdAt)} ${operation.id}`,
  ).toString('base64url');
}

/** @throws InputError for what no page ended with */
export function parseCursor(cursor: string): { createdAt: number; id: string } {
  const [, createdAt, id] =
    /^(\d{1,15}) ([0-9a-f-]{36})$/.exec(
      Buffer.from(cursor, 'base64url').toString('utf8'),
    ) ?? [];
  if (id === undefined) {
    throw new InputError("'cursor' is none that a page before ended with");
  }
  return { createdAt: Number(createdAt), id };
}
