import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Intent,
  Operation,
  Plan,
} from 'backstage-plugin-persistence-common';
import type { Knex } from 'knex';
import { claim, component, labelled } from '../status/testing';
import { GUESTBOOK, Planning, TARGET } from './__fixtures__/Planning';
import {
  createDatabases,
  createStore,
  DATABASE_MS,
  emptyStore,
} from './__testUtils__';
import { DefaultOperationService } from './DefaultOperationService';
import type { DatabaseOperationStore, Lease } from './store';

const ATTACH: Intent = {
  kind: 'attach',
  path: '/data',
  existingFiles: 'start-empty',
};
const WITH_CREDENTIALS = { credentials: mockCredentials.user() };

/** A claim of the guestbook with this record. */
const keptAt = (name: string, record: Record<string, string> = {}) =>
  claim({
    name,
    labels: labelled('guestbook'),
    annotations: Object.fromEntries(
      Object.entries(record).map(([key, value]) => [
        `backstage-persistence/${key}`,
        value,
      ]),
    ),
  });

const volumeOf = (claimName: string) => ({
  name: claimName,
  persistentVolumeClaim: { claimName },
});

const databases = createDatabases();

describe.each(databases.eachSupportedId())(
  'DefaultOperationService on %s',
  id => {
    let knex: Knex;
    let store: DatabaseOperationStore;
    let planning: Planning;
    let service: DefaultOperationService;
    const wake = jest.fn();

    beforeAll(async () => {
      knex = await databases.init(id);
      store = await createStore(knex);
    }, DATABASE_MS);

    beforeEach(() => {
      jest.resetAllMocks();
      planning = Planning.create();
      service = DefaultOperationService.create({
        plans: planning.plans,
        store,
        wake,
      });
    });

    afterEach(() => emptyStore(knex));

    function plan(intent: Intent = ATTACH): Promise<Plan> {
      return planning.plans.plan(GUESTBOOK, { target: TARGET, intent });
    }

    function start(
      { target, intent, id: planId, fingerprint }: Plan,
      changes: { intent?: Intent } = {},
    ) {
      return service.start(
        GUESTBOOK,
        { target, intent, planId, fingerprint, ...changes },
        WITH_CREDENTIALS,
      );
    }

    async function take(): Promise<Lease> {
      const lease = await store.takeNext({ holder: 'test', leaseMs: 60_000 });
      if (!lease) {
        throw new Error('There is nothing to do');
      }
      return lease;
    }

    /** Carries out what was begun, as far as the store is concerned. */
    async function finish(): Promise<void> {
      await store.end(await take(), { state: 'succeeded' });
    }

    async function done(intent: Intent): Promise<Operation> {
      const { operation } = await start(await plan(intent));
      await finish();
      return operation;
    }

    it('begins what was planned, by whoever asks, and tells a runner', async () => {
      const wanted = await plan();
      const { operation, created } = await start(wanted);

      expect(created).toBe(true);
      expect(operation).toMatchObject({
        state: 'queued',
        actor: { type: 'user', ref: 'user:default/mock' },
        intent: wanted.intent,
        plan: { id: wanted.id, fingerprint: wanted.fingerprint },
      });
      expect(wake).toHaveBeenCalledTimes(1);
      expect(planning.api.landed).toEqual([]);
    });

    it('begins a plan once, however often it is posted and whatever has happened since', async () => {
      const wanted = await plan();
      const first = await start(wanted, { intent: ATTACH });
      planning.see({ generation: 5 });
      const again = await start(wanted, { intent: ATTACH });
      await finish();
      // With the defaults that the plan filled in
      const later = await start(wanted);

      expect(again.created).toBe(false);
      expect(later.created).toBe(false);
      expect(again.operation.id).toBe(first.operation.id);
      expect(later.operation).toMatchObject({
        id: first.operation.id,
        state: 'succeeded',
      });
    });

    it('begins a plan once that is posted eight times at once', async () => {
      const wanted = await plan();
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => start(wanted)),
      );

      expect(new Set(answers.map(each => each.operation.id)).size).toBe(1);
      expect(answers.filter(({ created }) => created)).toHaveLength(1);
      const { items } = await service.list(GUESTBOOK, { limit: 10 });
      expect(items).toHaveLength(1);
    });

    it('gives its operation to who posted it a moment later, although the cluster is not as it was', async () => {
      const wanted = await plan();
      let first: Operation | undefined;
      planning.api.before = async () => {
        planning.api.before = () => {};
        first = (await start(wanted)).operation;
        // What it does is seen already
        planning.see({ generation: 2 }, keptAt('guestbook-data'));
      };
      const second = await start(wanted);

      expect(second).toMatchObject({
        created: false,
        operation: { id: first?.id },
      });
    });

    it('refuses the id of a plan for something else', async () => {
      const wanted = await plan();
      await start(wanted);

      await expect(
        start(wanted, { intent: { ...ATTACH, path: '/other' } }),
      ).rejects.toMatchObject({ name: 'ConflictError' });
    });

    it('answers with a new plan when the cluster has changed', async () => {
      const wanted = await plan();
      planning.see({ generation: 2 });

      const error = await start(wanted).catch(each => each);

      expect(error).toMatchObject({ name: 'PlanOutdated', statusCode: 409 });
      expect(error.plan.fingerprint).not.toBe(wanted.fingerprint);
      expect((await start(error.plan)).created).toBe(true);
    });

    it('begins nothing that is blocked', async () => {
      const wanted = await plan();
      planning.api.allows = () => false;

      await expect(start(wanted)).rejects.toMatchObject({
        name: 'PlanBlocked',
        statusCode: 422,
        plan: {
          blockers: expect.arrayContaining([
            expect.objectContaining({ code: 'FORBIDDEN_BY_CLUSTER' }),
          ]),
        },
      });
      expect(wake).not.toHaveBeenCalled();
    });

    it('begins nothing while another operation changes the workload', async () => {
      const [one, other] = [await plan(), await plan()];
      const { operation } = await start(one);

      await expect(start(other)).rejects.toMatchObject({
        name: 'OperationInProgress',
        statusCode: 409,
        operation: { id: operation.id },
      });
    });

    it('shows operations of an entity to those who ask for that one', async () => {
      const { operation } = await start(await plan());

      expect(await service.get(GUESTBOOK, operation.id)).toEqual(operation);
      await expect(
        service.get(component({ name: 'other' }), operation.id),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
      expect(
        await service.list(component({ name: 'other' }), { limit: 10 }),
      ).toEqual({ items: [] });
    });

    describe('undo', () => {
      it('of an attach takes exactly its claim away', async () => {
        const attached = await done(ATTACH);
        planning.see(
          {
            generation: 2,
            volumes: [volumeOf('other'), volumeOf('guestbook-data')],
          },
          keptAt('other'),
          keptAt('guestbook-data', { container: 'web', path: '/data' }),
        );

        const undo = await service.undo(
          GUESTBOOK,
          attached.id,
          WITH_CREDENTIALS,
        );

        expect(undo).toMatchObject({
          undoOf: attached.id,
          intent: { kind: 'detach', claim: 'guestbook-data' },
        });
        expect(await service.get(GUESTBOOK, attached.id)).toMatchObject({
          state: 'undoing',
          undoneBy: undo.id,
        });
      });

      it('of a detach brings the claim back to where it was', async () => {
        planning.see(
          {
            generation: 2,
            containers: [
              { name: 'proxy', image: 'proxy' },
              {
                name: 'web',
                image: 'web',
                volumeMounts: [
                  {
                    name: 'kept',
                    mountPath: '/data',
                    subPath: 'data',
                  },
                ],
              },
            ],
            volumes: [{ ...volumeOf('kept') }],
          },
          keptAt('kept', {
            container: 'web',
            path: '/data',
            'sub-path': 'data',
          }),
        );
        const detached = await done({ kind: 'detach', claim: 'kept' });
        planning.see(
          {
            generation: 3,
            containers: [
              { name: 'proxy', image: 'proxy' },
              { name: 'web', image: 'web' },
            ],
          },
          keptAt('kept'),
        );

        const undo = await service.undo(
          GUESTBOOK,
          detached.id,
          WITH_CREDENTIALS,
        );

        expect(undo).toMatchObject({
          undoOf: detached.id,
          intent: {
            kind: 'attach',
            container: 'web',
            path: '/data',
            subPath: 'data',
            claim: { existing: 'kept' },
            existingFiles: 'keep-claim',
          },
        });
      });

      it('is refused when it is blocked now, and can be asked for again', async () => {
        const attached = await done(ATTACH);
        // Somebody has taken the volume out of the pods
        planning.see({ generation: 2 }, keptAt('guestbook-data'));

        await expect(
          service.undo(GUESTBOOK, attached.id, WITH_CREDENTIALS),
        ).rejects.toMatchObject({ name: 'PlanBlocked' });
        expect(await service.get(GUESTBOOK, attached.id)).toMatchObject({
          state: 'succeeded',
          undoable: true,
        });
      });

      it.each([{ kind: 'redeploy' }, ATTACH] as Intent[])(
        'is refused for what goes on or cannot be undone (%j)',
        async intent => {
          const { operation } = await start(await plan(intent));

          await expect(
            service.undo(GUESTBOOK, operation.id, WITH_CREDENTIALS),
          ).rejects.toMatchObject({ name: 'ConflictError' });
        },
      );

      it('is refused the second time', async () => {
        const attached = await done(ATTACH);
        planning.see(
          { generation: 2, volumes: [volumeOf('guestbook-data')] },
          keptAt('guestbook-data'),
        );
        await service.undo(GUESTBOOK, attached.id, WITH_CREDENTIALS);

        await expect(
          service.undo(GUESTBOOK, attached.id, WITH_CREDENTIALS),
        ).rejects.toMatchObject({ name: 'ConflictError' });
      });
    });

    describe('cancel', () => {
      it('stops what has not touched the pods', async () => {
        const { operation } = await start(await plan());

        expect(await service.cancel(GUESTBOOK, operation.id)).toMatchObject({
          state: 'cancelling',
        });
        expect(wake).toHaveBeenCalledTimes(2);
      });

      it('is refused with the reason when the pods are being replaced', async () => {
        const { operation } = await start(await plan());
        await store.startStep(await take(), 1, { rolls: true });

        await expect(
          service.cancel(GUESTBOOK, operation.id),
        ).rejects.toMatchObject({
          name: 'ConflictError',
          message: expect.stringContaining('the pods are being replaced'),
        });
      });

      it('is refused when it has ended', async () => {
        const { id: ended } = await done(ATTACH);

        await expect(service.cancel(GUESTBOOK, ended)).rejects.toMatchObject({
          name: 'ConflictError',
          message: expect.stringContaining('has ended'),
        });
      });
    });
  },
);
