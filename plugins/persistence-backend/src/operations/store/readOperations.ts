import type { Knex } from 'knex';
import type { StoredOperation } from './OperationStore';
import {
  CHANGES_VOLUMES,
  OPERATIONS,
  STEPS,
  WITHOUT_EFFECT,
  toStoredOperation,
  type OperationRow,
  type StepRow,
} from './rows';

/** Newest first, with their steps. */
export async function readOperations(
  knex: Knex,
  filter: (
    query: Knex.QueryBuilder<OperationRow, OperationRow[]>,
  ) => Knex.QueryBuilder,
): Promise<StoredOperation[]> {
  const rows: OperationRow[] = await filter(
    knex<OperationRow>(OPERATIONS)
      .select('*')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc'),
  );
  if (rows.length === 0) {
    return [];
  }
  const steps = await knex<StepRow>(STEPS)
    .whereIn(
      'operation_id',
      rows.map(({ id }) => id),
    )
    .orderBy('position');
  const latest = await latestOf(knex, rows);
  return rows.map(row =>
    toStoredOperation(row, {
      steps: steps.filter(({ operation_id }) => operation_id === row.id),
      isLatest: latest.has(row.id),
    }),
  );
}

/** Of these operations, those after which nothing changed the volumes of their workload. */
async function latestOf(
  knex: Knex,
  rows: OperationRow[],
): Promise<Set<string>> {
  const later = await knex<OperationRow>(OPERATIONS)
    .whereIn('workload', [...new Set(rows.map(({ workload }) => workload))])
    .whereIn('intent_kind', CHANGES_VOLUMES)
    .whereNotIn('state', WITHOUT_EFFECT)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .select('id', 'workload');
  const seen = new Set<string>();
  const latest = new Set<string>();
  for (const { id, workload } of later) {
    if (!seen.has(workload)) {
      seen.add(workload);
      latest.add(id);
    }
  }
  return latest;
}
