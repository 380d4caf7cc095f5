import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { recentOperations } from './recentOperations';
import { createDatabases, createStore, newOperation } from './__testUtils__';

const ENTITY = 'component:default/guestbook';

describe('recentOperations', () => {
  const databases = createDatabases();
  const logger = mockServices.logger.mock();

  beforeEach(() => jest.resetAllMocks());

  it('gives those of one entity', async () => {
    const knex = await databases.init('SQLITE_3');
    const store = await createStore(knex);
    const mine = await store.create(newOperation({ workload: 'one' }));
    await store.create(
      newOperation({ workload: 'two', entityRef: 'component:default/other' }),
    );

    const operations = await recentOperations(ENTITY, { store, logger });
    expect(operations).toEqual([mine.stored.operation]);
  });

  it('costs one query by an index where nothing happened lately', async () => {
    const knex = await databases.init('SQLITE_3');
    const store = await createStore(knex);
    const queries: Knex.Sql[] = [];
    knex.on('query', query => queries.push(query));
    await recentOperations(ENTITY, { store, logger });
    expect(queries).toHaveLength(1);

    const [{ sql, bindings }] = queries;
    const plan: { detail: string }[] = await knex.raw(
      `EXPLAIN QUERY PLAN ${sql}`,
      [...bindings],
    );
    const details = plan.map(({ detail }) => detail).join('\n');
    expect(details).toMatch(/SEARCH operations USING INDEX operations_history/);
    expect(details).not.toMatch(/SCAN operations/);
  });

  it('gives none, and says so, when the database fails', async () => {
    const store = { recent: () => Promise.reject(new Error('disk full')) };
    await expect(recentOperations(ENTITY, { store, logger })).resolves.toEqual(
      [],
    );
    expect(logger.warn).toHaveBeenCalledWith(
      `The operations of ${ENTITY} cannot be read`,
      { error: 'Error: disk full' },
    );
  });

  it('does not wait for a database that does not answer', async () => {
    const store = { recent: () => new Promise<never>(() => {}) };
    await expect(
      recentOperations(ENTITY, { store, logger, deadlineMs: 1 }),
    ).resolves.toEqual([]);
    expect(logger.warn).toHaveBeenCalledWith(expect.any(String), {
      error: 'Error: No answer within 1 ms',
    });
  });
});
