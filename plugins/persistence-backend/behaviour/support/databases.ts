import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// Portals of tests end before their databases go
import '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { knex, type Knex } from 'knex';

/** Where `npm test` and `npm run behaviour` say that there is a PostgreSQL server. */
const SERVER = process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;

/** The databases that a portal may have. In CI none may be left out. */
export const DATABASES: DatabaseKind[] =
  SERVER || process.env.CI ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

/** One of {@link DATABASES}. */
export type DatabaseKind = 'SQLite' | 'PostgreSQL';

const cleanUp: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const each of cleanUp.splice(0).reverse()) {
    await each();
  }
});

/** Makes an empty database that several processes can open. It is gone after the tests of the file. */
export async function createDatabase(kind: DatabaseKind): Promise<Knex.Config> {
  return kind === 'SQLite'
    ? {
        client: 'better-sqlite3',
        connection: { filename: join(createFolder(), 'operations.sqlite') },
        useNullAsDefault: true,
      }
    : { client: 'pg', connection: (await createOnServer()).href };
}

/** The same as a portal is configured with it: `backend.database`. */
export async function createPortalDatabase(
  kind: DatabaseKind,
): Promise<JsonObject> {
  if (kind === 'SQLite') {
    return {
      client: 'better-sqlite3',
      connection: { directory: createFolder() },
    };
  }
  const url = await createOnServer();
  return {
    client: 'pg',
    pluginDivisionMode: 'schema',
    connection: {
      host: url.hostname,
      port: Number(url.port),
      user: url.username,
      password: url.password,
      database: url.pathname.slice(1),
    },
  };
}

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'operations-'));
  cleanUp.push(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function createOnServer(): Promise<URL> {
  if (!SERVER) {
    throw new Error(
      'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING names no server',
    );
  }
  const name = `operations_${randomBytes(6).toString('hex')}`;
  const run = async (statement: string) => {
    const admin = knex({ client: 'pg', connection: SERVER });
    await admin.raw(statement, [name]).finally(() => admin.destroy());
  };
  await run('CREATE DATABASE ??');
  cleanUp.push(() => run('DROP DATABASE ?? WITH (FORCE)'));
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return url;
}
