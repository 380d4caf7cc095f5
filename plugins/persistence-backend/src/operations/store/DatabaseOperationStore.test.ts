import { randomUUID } from 'node:crypto';
import { createFinding } from 'backstage-plugin-persistence-common';
import type { Knex } from 'knex';
import { eventually } from '../../clusters/testing';
import {
  createDatabases,
  createStore,
  DATABASE_MS,
  emptyStore,
  newOperation,
  STEPS,
} from '../__testUtils__';
import type { DatabaseOperationStore } from './DatabaseOperationStore';
import { LeaseLostError, type Lease } from './Lease';
import { OperationInProgressError } from './OperationInProgressError';

const LONG_MS = 60_000;

const FAILURE = createFinding({
  code: 'OPERATION_BROKE',
  severity: 'danger',
  params: { words: 'a test' },
});

const databases = createDatabases();

describe.each(databases.eachSupportedId())(
  'DatabaseOperationStore on %s',
  id => {
    let knex: Knex;
    let store: DatabaseOperationStore;

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await createStore(knex);
    }, DATABASE_MS);

    afterEach(() => emptyStore(knex));

    async function begin(
      options?: Parameters<typeof newOperation>[0],
    ): Promise<string> {
      const { stored } = await store.create(newOperation(options));
      return stored.operation.id;
    }

    async function take(leaseMs = LONG_MS): Promise<Lease> {
      const lease = await store.takeNext({ holder: 'test', leaseMs });
      if (!lease) {
        throw new Error('There is nothing to do');
      }
      return lease;
    }

    async function stateOf(operationId: string) {
      return (await store.get(operationId))?.operation.state;
    }

    /** Carries one out to its end. */
    async function finish(
      end: Parameters<DatabaseOperationStore['end']>[1] = {
        state: 'succeeded',
      },
    ): Promise<void> {
      await store.end(await take(), end);
    }

    describe('its tables', () => {
      it('come and go', async () => {
        await knex.migrate.rollback(
          { directory: `${__dirname}/../../../migrations` },
          true,
        );

        expect(await knex.schema.hasTable('operations')).toBe(false);
        expect(await knex.schema.hasTable('operation_steps')).toBe(false);
        expect(await knex.schema.hasTable('operation_locks')).toBe(false);

        const again = await createStore(knex);
        const { created } = await again.create(newOperation());

        expect(created).toBe(true);
      });
    });

    describe('create', () => {
      it('keeps what is asked for', async () => {
        const wanted = newOperation({ intent: { kind: 'attach', path: '/a' } });
        const { stored, created } = await store.create(wanted);

        expect(created).toBe(true);
        expect(await store.get(stored.operation.id)).toEqual(stored);
        expect(stored).toMatchObject({
          request: wanted.request,
          podsTouched: false,
          attempts: 0,
          steps: wanted.steps.map(step => ({ ...step, state: 'waiting' })),
        });
        expect(stored.operation).toEqual({
          id: expect.any(String),
          entityRef: wanted.entityRef,
          target: wanted.plan.target,
          intent: wanted.plan.intent,
          plan: wanted.plan,
          state: 'queued',
          steps: wanted.plan.steps.map(step => ({ ...step, state: 'waiting' })),
          actor: wanted.actor,
          createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
          undoable: false,
        });
        expect(
          Math.abs(Date.parse(stored.operation.createdAt) - Date.now()),
        ).toBeLessThan(60_000);
      });

      it('makes one operation of the same plan, however often and at once it comes', async () => {
        const planId = randomUUID();
        const answers = await Promise.all(
          Array.from({ length: 8 }, () =>
            store.create(newOperation({ planId })),
          ),
        );

        expect(
          new Set(answers.map(({ stored }) => stored.operation.id)).size,
        ).toBe(1);
        expect(answers.filter(({ created }) => created)).toHaveLength(1);
        expect(await knex('operations').select('id')).toHaveLength(1);
        expect(await knex('operation_steps').select('position')).toHaveLength(
          3,
        );
      });

      it('gives the same plan its operation also after it has ended', async () => {
        const planId = randomUUID();
        const first = await begin({ planId });
        await finish();
        const { stored, created } = await store.create(
          newOperation({ planId }),
        );

        expect(created).toBe(false);
        expect(stored.operation).toMatchObject({
          id: first,
          state: 'succeeded',
        });
      });

      it('lets one operation at a time change a workload', async () => {
        const first = await begin();

        const refusal = await store
          .create(newOperation())
          .catch(error => error);

        expect(refusal).toBeInstanceOf(OperationInProgressError);
        expect(refusal.operation.id).toBe(first);
        expect(await knex('operations').select('id')).toHaveLength(1);
        await begin({ workload: 'another' });
      });

      it('lets one operation at a time change a claim', async () => {
        const claim = 'claim:test/demo/guestbook-data';
        const first = await begin({ locks: ['Deployment:test/demo/a', claim] });

        const refusal = await store
          .create(newOperation({ locks: ['Deployment:test/demo/b', claim] }))
          .catch(error => error);

        expect(refusal).toBeInstanceOf(OperationInProgressError);
        expect(refusal.operation.id).toBe(first);
        // What was locked before the claim was refused is free again
        await begin({ locks: ['Deployment:test/demo/b'] });
      });

      it('lets one of many through that come at once', async () => {
        const answers = await Promise.allSettled(
          Array.from({ length: 8 }, () => store.create(newOperation())),
        );

        const refused = answers.flatMap(answer =>
          answer.status === 'rejected' ? [answer.reason] : [],
        );
        expect(refused).toHaveLength(7);
        expect(
          refused.every(error => error instanceof OperationInProgressError),
        ).toBe(true);
      });

      it.each(['succeeded', 'failed', 'cancelled', 'needs-attention'] as const)(
        'lets the next one begin when the one before has %s',
        async state => {
          await begin();
          await finish({ state });
          await begin();

          expect(await knex('operation_locks').select('name')).toHaveLength(1);
        },
      );
    });

    describe('leases', () => {
      it('are on the oldest that nobody runs', async () => {
        const first = await begin({ workload: 'a' });
        const second = await begin({ workload: 'b' });

        expect((await take()).operationId).toBe(first);
        expect((await take()).operationId).toBe(second);
        expect(
          await store.takeNext({ holder: 'test', leaseMs: LONG_MS }),
        ).toBeUndefined();
      });

      it('go to one of many that want them', async () => {
        await begin();
        const leases = await Promise.all(
          Array.from({ length: 8 }, (_, index) =>
            store.takeNext({ holder: `runner ${index}`, leaseMs: LONG_MS }),
          ),
        );

        expect(leases.filter(Boolean)).toHaveLength(1);
      });

      it('can be taken over when their time is up, and then the former holder writes nothing', async () => {
        const operationId = await begin();
        const former = await take(1);
        const current = await eventually(() => take());
        await store.startStep(current, 0, { rolls: false });
        const before = await store.get(operationId);

        expect(current).toEqual({ operationId, fencing: former.fencing + 1 });
        const writes = [
          store.renew(former, LONG_MS),
          store.release(former),
          store.postpone(former, 1),
          store.startStep(former, 1, { rolls: true }),
          store.reportStep(former, 0, {
            progress: { done: 1, unit: 'pods' },
          }),
          store.endStep(former, 0, { state: 'done' }),
          store.endStep(former, 0, {
            state: 'failed',
            failure: { error: FAILURE, podsTouched: true },
          }),
          store.end(former, { state: 'succeeded' }),
        ];
        for (const write of writes) {
          await expect(write).rejects.toThrow(LeaseLostError);
        }
        expect(await store.get(operationId)).toEqual(before);
      });

      it('hold as long as they are renewed', async () => {
        await begin();
        const lease = await take(1);
        await store.renew(lease, LONG_MS);

        expect(
          await store.takeNext({ holder: 'other', leaseMs: LONG_MS }),
        ).toBeUndefined();
      });

      it('are given back at once', async () => {
        const operationId = await begin();
        const lease = await take();
        await store.startStep(lease, 0, { rolls: false });
        await store.release(lease);

        expect(await stateOf(operationId)).toBe('running');
        expect((await take()).operationId).toBe(operationId);
      });

      it('are given back for a while when the cluster does not answer', async () => {
        const operationId = await begin();
        await store.postpone(await take(), LONG_MS);

        expect(await store.get(operationId)).toMatchObject({
          attempts: 1,
          operation: { state: 'waiting' },
        });
        expect(
          await store.takeNext({ holder: 'test', leaseMs: LONG_MS }),
        ).toBeUndefined();
      });

      it('are to be had again when that while is over, until a step has ended', async () => {
        const operationId = await begin();
        await store.postpone(await take(), 1);
        await store.postpone(await eventually(() => take()), 1);

        expect(await store.get(operationId)).toMatchObject({ attempts: 2 });

        const lease = await eventually(() => take());
        await store.startStep(lease, 0, { rolls: false });
        await store.endStep(lease, 0, { state: 'done' });

        expect(await store.get(operationId)).toMatchObject({
          attempts: 0,
          operation: { state: 'running' },
        });
      });

      it('of what has ended are not to be had', async () => {
        await begin();
        const lease = await take(1);
        await store.end(lease, { state: 'succeeded' });

        expect(
          await store.takeNext({ holder: 'test', leaseMs: LONG_MS }),
        ).toBeUndefined();
        await expect(store.renew(lease, LONG_MS)).rejects.toThrow(
          LeaseLostError,
        );
        await expect(
          store.endStep(lease, 0, { state: 'failed' }),
        ).rejects.toThrow(LeaseLostError);
      });
    });

    describe('steps', () => {
      it('tell how far they have got', async () => {
        const operationId = await begin();
        const lease = await take();
        await store.startStep(lease, 0, { rolls: false });
        await store.endStep(lease, 0, {
          state: 'done',
          outcome: { generation: 7 },
        });
        await store.startStep(lease, 1, { rolls: true });
        await store.reportStep(lease, 1, {
          progress: { done: 1, total: 3, unit: 'pods' },
          message: FAILURE,
        });

        const stored = await store.get(operationId);

        expect(stored).toMatchObject({
          podsTouched: true,
          operation: {
            state: 'running',
            startedAt: expect.any(String),
            steps: [
              {
                state: 'done',
                startedAt: expect.any(String),
                endedAt: expect.any(String),
              },
              {
                state: 'running',
                progress: { done: 1, total: 3, unit: 'pods' },
                message: FAILURE,
              },
              { state: 'waiting' },
            ],
          },
          steps: [{ outcome: { generation: 7 } }, {}, {}],
        });
      });

      it('keep when they began although they begin again', async () => {
        const operationId = await begin();
        const lease = await take();
        await store.startStep(lease, 0, { rolls: false });
        const first = await store.get(operationId);
        await knex('operation_steps').update({ started_at: 1 });
        await knex('operations').update({ started_at: 1 });
        await store.startStep(lease, 0, { rolls: false });

        expect(first?.operation.startedAt).toBeDefined();
        expect((await store.get(operationId))?.operation).toMatchObject({
          startedAt: '1970-01-01T00:00:00.001Z',
          steps: [{ startedAt: '1970-01-01T00:00:00.001Z' }, {}, {}],
        });
      });

      it('that have not begun are skipped when the operation ends', async () => {
        const operationId = await begin();
        const lease = await take();
        await store.startStep(lease, 0, { rolls: false });
        await store.endStep(lease, 0, {
          state: 'failed',
          message: FAILURE,
          failure: { error: FAILURE, podsTouched: false },
        });
        await store.end(lease, { state: 'failed', error: FAILURE });

        expect((await store.get(operationId))?.operation).toMatchObject({
          state: 'failed',
          error: FAILURE,
          endedAt: expect.any(String),
          undoable: false,
          steps: [
            { state: 'failed', message: FAILURE },
            { state: 'skipped' },
            { state: 'skipped' },
          ],
        });
      });
    });

    describe('cancel', () => {
      it('comes before the pods are touched', async () => {
        const operationId = await begin();
        const lease = await take();
        await store.startStep(lease, 0, { rolls: false });

        expect(await store.cancel(operationId)).toBe(true);
        expect(await stateOf(operationId)).toBe('cancelling');
        expect(await store.startStep(lease, 1, { rolls: true })).toBe(
          'cancelled',
        );
        expect(await store.get(operationId)).toMatchObject({
          podsTouched: false,
        });
        await store.end(lease, { state: 'cancelled' });
        expect(await stateOf(operationId)).toBe('cancelled');
      });

      it('is too late afterwards', async () => {
        const operationId = await begin();
        const lease = await take();
        await store.startStep(lease, 1, { rolls: true });

        expect(await store.cancel(operationId)).toBe(false);
        expect(await stateOf(operationId)).toBe('running');
        await store.end(lease, { state: 'succeeded' });
        expect(await store.cancel(operationId)).toBe(false);
      });

      it('is either in time or too late, never both', async () => {
        for (let round = 0; round < 10; round += 1) {
          const operationId = await begin({ workload: `round-${round}` });
          const lease = await take();

          const [started, cancelled] = await Promise.all([
            store.startStep(lease, 1, { rolls: true }),
            store.cancel(operationId),
          ]);

          expect(cancelled).toBe(started === 'cancelled');
        }
      });

      it('wakes what waits for a cluster, and it stays cancelled while it waits on', async () => {
        const operationId = await begin();
        await store.postpone(await take(), LONG_MS);

        expect(await store.cancel(operationId)).toBe(true);
        await store.postpone(await take(), LONG_MS);
        expect(await stateOf(operationId)).toBe('cancelling');
      });

      it('knows nothing of what is not there', async () => {
        expect(await store.cancel(randomUUID())).toBe(false);
      });
    });

    describe('undo', () => {
      const UNDO = {
        intent: { kind: 'detach' },
        steps: [STEPS.unmountClaim],
      } as const;

      it('is another operation, and the first one is undone when it has succeeded', async () => {
        const first = await begin();
        await finish();
        expect((await store.get(first))?.operation.undoable).toBe(true);

        const undo = await begin({ ...UNDO, undoOf: first });

        expect((await store.get(first))?.operation).toMatchObject({
          state: 'undoing',
          undoable: false,
          undoneBy: undo,
        });
        expect((await store.get(undo))?.operation).toMatchObject({
          undoOf: first,
          undoable: false,
        });
        await finish();
        expect((await store.get(first))?.operation).toMatchObject({
          state: 'undone',
          undoable: false,
          undoneBy: undo,
        });
        // It can be undone itself
        expect((await store.get(undo))?.operation.undoable).toBe(true);
      });

      it.each(['failed', 'cancelled'] as const)(
        'that has %s leaves the first one as it was',
        async state => {
          const first = await begin();
          await finish({ state: 'needs-attention', error: FAILURE });
          await begin({ ...UNDO, undoOf: first });
          await finish({ state });

          const { operation } = (await store.get(first)) ?? {};
          expect(operation).toMatchObject({
            state: 'needs-attention',
            error: FAILURE,
            undoable: true,
          });
          expect(operation?.undoneBy).toBeUndefined();
        },
      );

      it('that ends half way is the one to be looked at', async () => {
        const first = await begin();
        await finish();
        const undo = await begin({ ...UNDO, undoOf: first });
        await finish({ state: 'needs-attention', error: FAILURE });

        expect((await store.get(first))?.operation).toMatchObject({
          state: 'succeeded',
          undoable: false,
        });
        expect((await store.get(undo))?.operation).toMatchObject({
          undoable: true,
        });
      });

      it('is for what changed the volumes last', async () => {
        const first = await begin();
        await finish();
        const second = await begin({ intent: { kind: 'detach' } });
        await finish();
        await begin({ intent: { kind: 'redeploy' }, steps: [STEPS.restart] });
        await finish();
        await begin();
        await finish({ state: 'failed', error: FAILURE });

        const { items } = await store.list({
          entityRef: 'component:default/guestbook',
          limit: 10,
        });

        expect(
          items.map(({ operation }) => [operation.id, operation.undoable]),
        ).toEqual([
          [expect.any(String), false],
          [expect.any(String), false],
          [second, true],
          [first, false],
        ]);
      });

      it('is not for a detach whose places no attach could bring back', async () => {
        const [mount] = STEPS.unmountClaim.mounts;
        const detach = await begin({
          intent: { kind: 'detach' },
          steps: [
            {
              ...STEPS.unmountClaim,
              mounts: [mount, { ...mount, path: '/logs' }],
            },
          ],
        });
        await finish();

        expect((await store.get(detach))?.operation.undoable).toBe(false);
      });

      it('begins once', async () => {
        const first = await begin();
        await finish();
        await begin({ ...UNDO, undoOf: first });

        await expect(
          store.create(
            newOperation({ ...UNDO, undoOf: first, workload: 'another' }),
          ),
        ).rejects.toThrow(`Operation ${first} is being undone already`);
        expect(await knex('operations').select('id')).toHaveLength(2);
      });
    });

    describe('history', () => {
      it('is the entity’s own, newest first, page by page', async () => {
        const ids: string[] = [];
        for (let index = 0; index < 5; index += 1) {
          ids.unshift(await begin());
          await finish();
        }
        await begin({ entityRef: 'component:default/other', workload: 'b' });
        // Two that were asked for in the same millisecond
        await knex('operations')
          .whereIn('id', ids.slice(1, 3))
          .update({ created_at: 1_000 });

        const seen: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.list({
            entityRef: 'component:default/guestbook',
            limit: 2,
            cursor,
          });
          expect(page.items.length).toBeLessThanOrEqual(2);
          seen.push(...page.items.map(({ operation }) => operation.id));
          cursor = page.nextCursor;
        } while (cursor);

        expect(seen).toHaveLength(5);
        expect(new Set(seen)).toEqual(new Set(ids));
        expect(seen[0]).toBe(ids[0]);
        expect(new Set(seen.slice(3))).toEqual(new Set(ids.slice(1, 3)));
      });

      it.each(['', 'nonsense', Buffer.from('1 2').toString('base64url')])(
        'refuses the cursor %j',
        async cursor => {
          await expect(
            store.list({
              entityRef: 'component:default/guestbook',
              limit: 2,
              cursor,
            }),
          ).rejects.toThrow("'cursor' is none that a page before ended with");
        },
      );

      it('tells what goes on and what has ended lately', async () => {
        const old = await begin();
        await finish();
        await knex('operations').update({ ended_at: 1_000 });
        const lately = await begin();
        await finish();
        const now = await begin();

        const recent = await store.recent({
          entityRef: 'component:default/guestbook',
          endedWithinMs: LONG_MS,
        });

        expect(recent.map(({ operation }) => operation.id)).toEqual([
          now,
          lately,
        ]);
        expect(old).toBeDefined();
      });
    });
  },
);
