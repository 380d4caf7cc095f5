import type { Knex } from 'knex';

const LOCKS = 'operation_locks';

/** Something is changed by another operation; rolls the transaction back. */
export class LockedError extends Error {
  constructor(readonly lockName: string) {
    super(lockName);
  }
}

/**
 * Keeps everybody else from changing what an operation changes.
 *
 * @throws LockedError when another operation has one of the locks
 */
export async function takeLocks(
  transaction: Knex,
  operationId: string,
  names: readonly string[],
): Promise<void> {
  // In one order everywhere, so that two operations never wait for each other
  for (const name of [...new Set(names)].sort()) {
    const taken = await transaction(LOCKS)
      .insert({ name, operation_id: operationId })
      .onConflict('name')
      .ignore()
      .returning('name');
    if (taken.length === 0) {
      throw new LockedError(name);
    }
  }
}

/** Others may change the same objects then. */
export async function freeLocks(
  transaction: Knex,
  operationId: string,
): Promise<void> {
  await transaction(LOCKS).where({ operation_id: operationId }).delete();
}

/** Finds who has a lock. */
export function holderOf(knex: Knex, name: string): Knex.QueryBuilder {
  return knex(LOCKS).select('operation_id').where({ name });
}
