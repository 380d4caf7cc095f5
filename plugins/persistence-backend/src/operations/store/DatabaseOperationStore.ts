import { randomUUID } from 'node:crypto';
import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { ConflictError, ForwardedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { cursorOf, parseCursor } from './cursor';
import { databaseClock } from './databaseClock';
import { LeaseLostError, type Lease } from './Lease';
import { freeLocks, holderOf, LockedError, takeLocks } from './locks';
import { OperationInProgressError } from './OperationInProgressError';
import type {
  NewOperation,
  OperationStore,
  StepEnd,
  StepReport,
  StepStart,
  StoredOperation,
} from './OperationStore';
import { readOperations } from './readOperations';
import {
  OPERATIONS,
  RUNNABLE,
  STEPS,
  type OperationContent,
  type OperationRow,
  type StepRow,
} from './rows';
import { beginUndo, endUndo } from './undoing';

/** Keeps operations in the plugin's database: SQLite or PostgreSQL, by the same statements. */
export class DatabaseOperationStore implements OperationStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  /** @throws ForwardedError when the database does not answer, or its tables cannot be made */
  static async create(options: {
    database: DatabaseService;
  }): Promise<DatabaseOperationStore> {
    const { database } = options;
    try {
      const knex = await database.getClient();
      if (!database.migrations?.skip) {
        await knex.migrate.latest({
          directory: resolvePackagePath(
            'backstage-plugin-persistence-backend',
            'migrations',
          ),
        });
      }
      return new DatabaseOperationStore(knex);
    } catch (error) {
      throw new ForwardedError(
        'The database of operations cannot be used',
        error,
      );
    }
  }

  async create(
    operation: NewOperation,
  ): Promise<{ stored: StoredOperation; created: boolean }> {
    const { plan, request, actor, entityRef, undoOf } = operation;
    const id = randomUUID();
    const content: OperationContent = { request, plan, actor };
    try {
      await this.#knex.transaction(async transaction => {
        const inserted = await transaction<OperationRow>(OPERATIONS)
          .insert({
            id,
            plan_id: plan.id,
            entity_ref: entityRef,
            workload: operation.locks[0],
            intent_kind: plan.intent.kind,
            content: JSON.stringify(content),
            state: 'queued',
            created_at: this.#now(),
            ...(undoOf && { undo_of: undoOf }),
          })
          .onConflict('plan_id')
          .ignore()
          .returning('id');
        if (inserted.length > 0) {
          await insertSteps(transaction, id, operation);
          await takeLocks(transaction, id, operation.locks);
          if (undoOf) {
            await beginUndo(transaction, undoOf, id);
          }
        }
      });
    } catch (error) {
      throw error instanceof LockedError
        ? await this.#inProgress(error.lockName)
        : error;
    }
    const stored = await this.ofPlan(plan.id);
    if (!stored) {
      throw new Error(`Operation ${id} was written and is not there`);
    }
    return { stored, created: stored.operation.id === id };
  }

  async get(id: string): Promise<StoredOperation | undefined> {
    return (await readOperations(this.#knex, query => query.where({ id })))[0];
  }

  async ofPlan(planId: string): Promise<StoredOperation | undefined> {
    return (
      await readOperations(this.#knex, query =>
        query.where({ plan_id: planId }),
      )
    )[0];
  }

  async holderOf(lock: string): Promise<StoredOperation | undefined> {
    const [holder] = await readOperations(this.#knex, query =>
      query.whereIn('id', holderOf(this.#knex, lock)),
    );
    return holder;
  }

  async list(options: {
    entityRef: string;
    limit: number;
    cursor?: string;
  }): Promise<{ items: StoredOperation[]; nextCursor?: string }> {
    const { entityRef, limit, cursor } = options;
    const after = cursor === undefined ? undefined : parseCursor(cursor);
    const items = await readOperations(this.#knex, query =>
      query
        .where({ entity_ref: entityRef })
        .modify(page => {
          if (after) {
            page.where(older =>
              older
                .where('created_at', '<', after.createdAt)
                .orWhere(same =>
                  same
                    .where('created_at', after.createdAt)
                    .where('id', '<', after.id),
                ),
            );
          }
        })
        .limit(limit + 1),
    );
    const last = items.length > limit ? items[limit - 1] : undefined;
    return {
      items: items.slice(0, limit),
      ...(last && { nextCursor: cursorOf(last) }),
    };
  }

  async recent(options: {
    entityRef: string;
    endedWithinMs: number;
  }): Promise<StoredOperation[]> {
    return readOperations(this.#knex, query =>
      query
        .where({ entity_ref: options.entityRef })
        .where(recent =>
          recent
            .whereNull('ended_at')
            .orWhere('ended_at', '>', this.#now(-options.endedWithinMs)),
        ),
    );
  }

  async takeNext(options: {
    holder: string;
    leaseMs: number;
  }): Promise<Lease | undefined> {
    for (;;) {
      const free = await this.#knex<OperationRow>(OPERATIONS)
        .where(query => this.#isFree(query))
        .orderBy('created_at')
        .orderBy('id')
        .first('id', 'fencing');
      if (!free) {
        return undefined;
      }
      const fencing = free.fencing + 1;
      const taken = await this.#knex<OperationRow>(OPERATIONS)
        .where({ id: free.id, fencing: free.fencing })
        .where(query => this.#isFree(query))
        .update({
          fencing,
          lease_holder: options.holder,
          lease_until: this.#now(options.leaseMs),
          not_before: null,
        });
      if (taken === 1) {
        return { operationId: free.id, fencing };
      }
      // Somebody else was faster: there may be another one
    }
  }

  async renew(lease: Lease, leaseMs: number): Promise<void> {
    await this.#update(lease, { lease_until: this.#now(leaseMs) });
  }

  async release(lease: Lease): Promise<void> {
    await this.#update(lease, { lease_holder: null, lease_until: null });
  }

  async postpone(lease: Lease, afterMs: number): Promise<void> {
    await this.#update(lease, {
      lease_holder: null,
      lease_until: null,
      not_before: this.#now(afterMs),
      attempts: this.#knex.raw('attempts + 1'),
      // An operation that is to be cancelled stays so, whatever it waits for
      state: this.#knex.raw(
        "CASE WHEN state = 'cancelling' THEN state ELSE 'waiting' END",
      ),
    });
  }

  async startStep(
    lease: Lease,
    position: number,
    options: { rolls: boolean },
  ): Promise<StepStart> {
    return this.#knex.transaction(async transaction => {
      const started = await transaction<OperationRow>(OPERATIONS)
        .where({ id: lease.operationId, fencing: lease.fencing })
        .whereNot('state', 'cancelling')
        .update({
          state: 'running',
          started_at: this.#knex.raw('COALESCE(started_at, ?)', [this.#now()]),
          ...(options.rolls && { rolls: true }),
        });
      if (started === 0) {
        const row = await transaction<OperationRow>(OPERATIONS)
          .where({ id: lease.operationId, fencing: lease.fencing })
          .first('state');
        if (!row) {
          throw new LeaseLostError(lease);
        }
        return 'cancelled';
      }
      await transaction<StepRow>(STEPS)
        .where({ operation_id: lease.operationId, position })
        .update({
          state: 'running',
          started_at: this.#knex.raw('COALESCE(started_at, ?)', [this.#now()]),
          message: null,
        });
      return 'started';
    });
  }

  async reportStep(
    lease: Lease,
    position: number,
    report: StepReport,
  ): Promise<void> {
    const { progress, message } = report;
    await this.#updateStep(lease, position, {
      ...(progress && { progress: JSON.stringify(progress) }),
      message: message ? JSON.stringify(message) : null,
    });
  }

  async endStep(lease: Lease, position: number, end: StepEnd): Promise<void> {
    const { state, message, outcome, failure } = end;
    await this.#knex.transaction(async transaction => {
      await this.#update(
        lease,
        {
          attempts: 0,
          ...(failure && {
            error: JSON.stringify(failure.error),
            rolls: failure.podsTouched,
          }),
        },
        transaction,
      );
      await transaction<StepRow>(STEPS)
        .where({ operation_id: lease.operationId, position })
        .update({
          state,
          ended_at: state === 'skipped' ? null : this.#now(),
          message: message ? JSON.stringify(message) : null,
          ...(outcome && { outcome: JSON.stringify(outcome) }),
        });
    });
  }

  async end(
    lease: Lease,
    { state, error }: Parameters<OperationStore['end']>[1],
  ): Promise<void> {
    const { operationId } = lease;
    await this.#knex.transaction(async transaction => {
      await this.#update(
        lease,
        {
          state,
          error: error ? JSON.stringify(error) : null,
          ended_at: this.#now(),
          lease_holder: null,
          lease_until: null,
        },
        transaction,
      );
      await transaction<StepRow>(STEPS)
        .where({ operation_id: operationId, state: 'waiting' })
        .update({ state: 'skipped' });
      await freeLocks(transaction, operationId);
      await endUndo(transaction, operationId, state === 'succeeded');
    });
  }

  async cancel(id: string): Promise<boolean> {
    const cancelled = await this.#knex<OperationRow>(OPERATIONS)
      .where({ id, rolls: false })
      .whereIn('state', RUNNABLE)
      .update({ state: 'cancelling', not_before: null });
    return cancelled === 1;
  }

  /** Has something to do, and nobody does it. */
  #isFree(query: Knex.QueryBuilder): void {
    query
      .whereIn('state', RUNNABLE)
      .where(lease =>
        lease.whereNull('lease_until').orWhere('lease_until', '<', this.#now()),
      )
      .where(time =>
        time.whereNull('not_before').orWhere('not_before', '<=', this.#now()),
      );
  }

  async #update(
    lease: Lease,
    change: object,
    knex: Knex = this.#knex,
  ): Promise<void> {
    const updated = await knex(OPERATIONS)
      .where({ id: lease.operationId, fencing: lease.fencing })
      .whereNull('ended_at')
      .update(change);
    if (updated === 0) {
      throw new LeaseLostError(lease);
    }
  }

  async #updateStep(
    lease: Lease,
    position: number,
    change: object,
  ): Promise<void> {
    const { operationId, fencing } = lease;
    const updated = await this.#knex(STEPS)
      .where({ operation_id: operationId, position })
      .whereExists(
        this.#knex(OPERATIONS)
          .select('id')
          .where({ id: operationId, fencing })
          .whereNull('ended_at'),
      )
      .update(change);
    if (updated === 0) {
      throw new LeaseLostError(lease);
    }
  }

  async #inProgress(lockName: string): Promise<Error> {
    const holder = await this.holderOf(lockName);
    return holder
      ? new OperationInProgressError(holder.operation)
      : new ConflictError(
          'Another operation has just changed the same workload or volume: ask for a new plan',
        );
  }

  /** The database's clock, some milliseconds on. */
  #now(ms = 0): Knex.Raw {
    return databaseClock(this.#knex, ms);
  }
}

async function insertSteps(
  transaction: Knex,
  id: string,
  { steps }: NewOperation,
): Promise<void> {
  await transaction<StepRow>(STEPS).insert(
    steps.map((step, position) => ({
      operation_id: id,
      position,
      content: JSON.stringify(step),
      state: 'waiting' as const,
    })),
  );
}
