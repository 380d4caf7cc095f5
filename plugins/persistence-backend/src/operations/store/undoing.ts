import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import { OPERATIONS, UNDOABLE } from './rows';

/** @throws ConflictError when it is being undone already, or cannot be */
export async function beginUndo(
  transaction: Knex,
  id: string,
  by: string,
): Promise<void> {
  const begun: number = await transaction(OPERATIONS)
    .where({ id })
    .whereNull('undone_by')
    .whereIn('state', UNDOABLE)
    .update({
      undone_by: by,
      state_before_undo: transaction.ref('state'),
      state: 'undoing',
    });
  if (begun === 0) {
    throw new ConflictError(`Operation ${id} is being undone already`);
  }
}

/** What an operation undid is undone, or as it was before. */
export async function endUndo(
  transaction: Knex,
  by: string,
  succeeded: boolean,
): Promise<void> {
  await transaction(OPERATIONS)
    .where({ undone_by: by, state: 'undoing' })
    .update(
      succeeded
        ? { state: 'undone', state_before_undo: null }
        : {
            state: transaction.ref('state_before_undo'),
            state_before_undo: null,
            undone_by: null,
          },
    );
}
