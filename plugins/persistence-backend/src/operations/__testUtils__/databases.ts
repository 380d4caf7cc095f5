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
