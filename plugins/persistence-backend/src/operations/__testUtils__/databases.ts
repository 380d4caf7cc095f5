import {
  mockServices,
  TestDatabases,
  type TestDatabaseId,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { DatabaseOperationStore } from '../store';

/** A database in memory, and PostgreSQL where the environment says that there is a server: `npm test` starts one. */
const IDS: TestDatabaseId[] = ['SQLITE_3', 'POSTGRES_15'];

/** Databases for tests. They are removed after the last one. */
export function createDatabases(): TestDatabases {
  return TestDatabases.create({ ids: IDS, disableDocker: true });
}

/** A store in a database. */
export function createStore(knex: Knex): Promise<DatabaseOperationStore> {
  return DatabaseOperationStore.create({
    database: mockServices.database.mock({ getClient: async () => knex }),
  });
}

/** How long a server may take to make a database, on a busy machine. */
export const DATABASE_MS = 60_000;

/** Takes everything out of a store's tables. A database of its own for each test takes a server seconds. */
export async function emptyStore(knex: Knex): Promise<void> {
  for (const table of ['operation_locks', 'operation_steps', 'operations']) {
    await knex(table).delete();
  }
}
