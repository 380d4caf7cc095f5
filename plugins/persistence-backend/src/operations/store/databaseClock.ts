import type { Knex } from 'knex';

/** The database's own time, some milliseconds on, in milliseconds since 1970: of the moment, not of the transaction's beginning. */
export function databaseClock(knex: Knex, ms = 0): Knex.Raw {
  const isPostgres = knex.client.config.client === 'pg';
  return knex.raw(
    isPostgres
      ? 'CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT) + CAST(? AS BIGINT)'
      : "CAST(ROUND((julianday('now') - 2440587.5) * 86400000) AS INTEGER) + CAST(? AS INTEGER)",
    [Math.round(ms)],
  );
}
