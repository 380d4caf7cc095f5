import { mockServices } from '@backstage/backend-test-utils';
import { createFinding } from 'backstage-plugin-persistence-common';
import type { Knex } from 'knex';
import { ClusterError, type ClusterErrorKind } from '../clusters';
import { eventually } from '../clusters/testing';
import { FakeCluster } from '../observation/testing/FakeCluster';
import { createView } from '../observation/testing/createView';
import {
  createDatabases,
  createStore,
  FakeHandlers,
  newOperation,
  STEPS,
} from './__testUtils__';
import {
  OperationRunner,
  type OperationRunnerOptions,
} from './OperationRunner';
import { StepFailure, type OperatedCluster } from './StepHandler';
import type { DatabaseOperationStore } from './store';

const databases = createDatabases();

const FINDING = createFinding({
  code: 'CHANGED_MEANWHILE',
  severity: 'danger',
  params: { workload: 'guestbook' },
});

function clusterError(
  kind: ClusterErrorKind,
  options: { status?: number; reason?: string } = {},
): ClusterError {
  return new ClusterError({
    cluster: 'test',
    kind,
    message: 'the cluster’s words',
    ...options,
  });
}

function operatedCluster(): OperatedCluster {
  return {
    cluster: FakeCluster.create(),
    view: createView({ objects: [] }),
    status: () => ({ name: 'test', state: 'ok' }),
    subscribe: () => () => {},
  };
}

/** Something that a test lets happen. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>(resolve => {
    open = resolve;
  });
  return { opened, open };
}

describe('OperationRunner', () => {
  let knex: Knex;
  let store: DatabaseOperationStore;
  let fake: FakeHandlers;
  let runners: OperationRunner[];
  const changed = jest.fn();
  const ended = jest.fn();
  const logger = mockServices.logger.mock();

  beforeEach(async () => {
    jest.resetAllMocks();
    ended.mockResolvedValue(undefined);
    knex = await databases.init('SQLITE_3');
    store = await createStore(knex);
    fake = FakeHandlers.create();
    runners = [];
  });

  afterEach(async () => {
    await Promise.all(runners.map(runner => runner.stop()));
    await knex.destroy();
  });

  function start(
    options: Partial<OperationRunnerOptions> = {},
  ): OperationRunner {
    const runner = OperationRunner.create({
      store,
      handlers: fake.handlers,
      cluster: operatedCluster,
      changed,
      ended,
      logger,
      pollMs: 10,
      retryMs: 10,
      ...options,
    });
    runners.push(runner);
    runner.start();
    return runner;
  }

  async function begin(
    options?: Parameters<typeof newOperation>[0],
  ): Promise<string> {
    const { stored } = await store.create(newOperation(options));
    return stored.operation.id;
  }

  async function operation(id: string) {
    const stored = await store.get(id);
    if (!stored) {
      throw new Error(`There is no operation ${id}`);
    }
    return stored.operation;
  }

  async function untilEnded(id: string) {
    return eventually(async () => {
      const found = await operation(id);
      expect(found.endedAt).toBeDefined();
      return found;
    });
  }

  /** Runs one operation to its end. */
  async function carryOut(options?: Parameters<typeof newOperation>[0]) {
    const id = await begin(options);
    start();
    return untilEnded(id);
  }

  describe('carries out', () => {
    it('step after step, and tells of each change', async () => {
      const result = await carryOut();

      expect(result).toMatchObject({
        state: 'succeeded',
        undoable: true,
        steps: [{ state: 'done' }, { state: 'done' }, { state: 'done' }],
      });
      expect(fake.calls).toEqual([
        'run create-claim',
        'run mount-claim',
        'run await-rollout',
      ]);
      await eventually(() => expect(ended).toHaveBeenCalledTimes(1));
      expect(ended).toHaveBeenCalledWith(result);
      expect(changed).toHaveBeenCalledWith(
        expect.objectContaining({ state: 'running' }),
      );
      expect(changed).toHaveBeenLastCalledWith(result);
    });

    it('what comes while it runs, without being told', async () => {
      start();
      const id = await begin();

      expect((await untilEnded(id)).state).toBe('succeeded');
    });

    it('at once what it is told of', async () => {
      const runner = start({ pollMs: 3_600_000 });
      const id = await begin();
      runner.wake();

      expect((await untilEnded(id)).state).toBe('succeeded');
    });

    it('later steps with what earlier ones left, the latest first', async () => {
      const outcomes: unknown[] = [];
      fake
        .onRun('create-claim', async () => ({ generation: 1 }))
        .onRun('mount-claim', async () => ({ generation: 2 }))
        .onRun('await-rollout', async context => {
          outcomes.push(...context.outcomes);
          return {};
        });
      await carryOut();

      expect(outcomes).toEqual([{ generation: 2 }, { generation: 1 }]);
    });

    it('several at once, but not too many', async () => {
      const { opened, open } = gate();
      fake.onRun('create-claim', async () => {
        await opened;
        return {};
      });
      const ids = [
        await begin({ workload: 'a' }),
        await begin({ workload: 'b' }),
        await begin({ workload: 'c' }),
      ];
      start({ concurrency: 2 });
      await eventually(() => expect(fake.calls).toHaveLength(2));
      expect((await operation(ids[2])).state).toBe('queued');
      open();

      for (const id of ids) {
        expect((await untilEnded(id)).state).toBe('succeeded');
      }
    });

    it('all the same when nobody hears of it', async () => {
      changed.mockImplementation(() => {
        throw new Error('nobody listens');
      });
      ended.mockRejectedValue(new Error('the audit log is full'));

      expect((await carryOut()).state).toBe('succeeded');
    });
  });

  describe('when a step fails before the pods are touched', () => {
    it('takes everything back, the last step first', async () => {
      fake.onRun('mount-claim', async () => {
        throw new StepFailure({ finding: FINDING, changedNothing: true });
      });
      const result = await carryOut();

      expect(fake.calls).toEqual([
        'run create-claim',
        'run mount-claim',
        'undo mount-claim',
        'undo create-claim',
      ]);
      expect(result).toMatchObject({
        state: 'failed',
        error: FINDING,
        undoable: false,
        steps: [
          { state: 'undone' },
          { state: 'failed', message: FINDING },
          { state: 'skipped' },
        ],
      });
      // Others may change the same objects
      await begin();
    });

    it('takes back what the step may have done', async () => {
      fake.onRun('create-claim', async () => {
        throw new Error('a mistake of ours');
      });
      const result = await carryOut();

      expect(fake.calls).toEqual(['run create-claim', 'undo create-claim']);
      expect(result).toMatchObject({
        state: 'failed',
        error: { code: 'OPERATION_BROKE' },
      });
      expect(result.error?.text).toContain('a mistake of ours');
    });

    it('leaves it to a person when it cannot be taken back', async () => {
      fake
        .onRun('mount-claim', async () => {
          throw new StepFailure({ finding: FINDING, changedNothing: true });
        })
        .onUndo('create-claim', async () => {
          throw clusterError('rejected', { status: 403 });
        });
      const result = await carryOut();

      expect(result).toMatchObject({
        state: 'needs-attention',
        error: { code: 'REFUSED_BY_CLUSTER' },
      });
    });

    it('goes on taking back when the cluster answers again', async () => {
      let tries = 0;
      fake
        .onRun('mount-claim', async () => {
          throw new StepFailure({ finding: FINDING, changedNothing: true });
        })
        .onUndo('create-claim', async () => {
          tries += 1;
          if (tries < 3) {
            throw clusterError('unreachable');
          }
        });
      const result = await carryOut();

      expect(result).toMatchObject({
        state: 'failed',
        error: FINDING,
        steps: [{ state: 'undone' }, { state: 'failed' }, { state: 'skipped' }],
      });
      expect(fake.calls.filter(call => call.startsWith('run'))).toEqual([
        'run create-claim',
        'run mount-claim',
      ]);
    });
  });

  describe('when a step fails after the pods were touched', () => {
    it.each(['mount-claim', 'await-rollout'] as const)(
      'takes nothing back by itself, and says what can be chosen (%s)',
      async kind => {
        fake.onRun(kind, async () => {
          throw new StepFailure({ finding: FINDING, changedNothing: false });
        });
        const result = await carryOut();

        expect(fake.calls.filter(call => call.startsWith('undo'))).toEqual([]);
        expect(result).toMatchObject({
          state: 'needs-attention',
          error: { code: FINDING.code, remedy: expect.any(String) },
          undoable: true,
        });
        expect(result.error?.remedy).toMatch(/Or undo: the volume goes to the/);
        await begin();
      },
    );
  });

  describe('when the cluster refuses a step that touches the pods', () => {
    it('has changed nothing if the step is tried for the first time', async () => {
      fake.onRun('mount-claim', async () => {
        throw clusterError('rejected', { status: 403 });
      });

      expect(await carryOut()).toMatchObject({
        state: 'failed',
        error: { code: 'REFUSED_BY_CLUSTER' },
      });
    });

    it('leaves it to a person if an earlier try may have landed', async () => {
      let tries = 0;
      fake.onRun('mount-claim', async () => {
        tries += 1;
        throw tries === 1
          ? clusterError('timeout')
          : clusterError('rejected', { status: 403 });
      });

      expect(await carryOut()).toMatchObject({
        state: 'needs-attention',
        error: { code: 'REFUSED_BY_CLUSTER' },
      });
    });

    it('says what a quota said', async () => {
      fake.onRun('create-claim', async () => {
        throw new ClusterError({
          cluster: 'test',
          kind: 'rejected',
          status: 403,
          message: 'exceeded quota: storage',
        });
      });

      expect(await carryOut()).toMatchObject({
        state: 'failed',
        error: { code: 'QUOTA_EXCEEDED' },
      });
    });
  });

  describe('when the cluster does not answer', () => {
    it.each([
      ['there is no connection', clusterError('unreachable')],
      ['it takes too long', clusterError('timeout')],
      ['it is overloaded', clusterError('rejected', { status: 503 })],
      ['it asks for patience', clusterError('rejected', { status: 429 })],
      ['a token was renewed', clusterError('rejected', { status: 401 })],
      [
        'somebody was faster',
        clusterError('rejected', { status: 409, reason: 'Conflict' }),
      ],
    ])('waits and goes on when it does: %s', async (_, error) => {
      const { opened, open } = gate();
      let answers = false;
      void opened.then(() => {
        answers = true;
      });
      fake.onRun('mount-claim', async () => {
        if (!answers) {
          throw error;
        }
        return {};
      });
      const id = await begin();
      start();
      const waiting = await eventually(async () => {
        const found = await store.get(id);
        expect(found?.operation.state).toBe('waiting');
        expect(found?.attempts).toBeGreaterThan(1);
        return found?.operation;
      });

      expect(waiting?.steps[1].message).toMatchObject({
        code: 'WAITS_FOR_CLUSTER',
        params: { cluster: 'test' },
      });
      // Nobody else changes the same objects meanwhile
      await expect(begin()).rejects.toThrow('Another operation');
      open();
      const result = await untilEnded(id);
      expect(result.state).toBe('succeeded');
      expect(result.steps[1].message).toBeUndefined();
    });

    it('waits until it is known which clusters there are', async () => {
      let isKnown = false;
      const id = await begin();
      start({
        cluster: () => {
          if (!isKnown) {
            throw clusterError('unreachable');
          }
          return operatedCluster();
        },
      });
      await eventually(async () =>
        expect((await operation(id)).state).toBe('waiting'),
      );
      isKnown = true;

      expect((await untilEnded(id)).state).toBe('succeeded');
    });

    it('can be cancelled while it waits, and is taken back when the cluster answers', async () => {
      let answers = false;
      const answer = async () => {
        if (!answers) {
          throw clusterError('unreachable');
        }
      };
      fake
        .onRun('create-claim', async () => {
          await answer();
          return {};
        })
        .onUndo('create-claim', answer);
      const id = await begin();
      start();
      await eventually(async () =>
        expect((await operation(id)).state).toBe('waiting'),
      );
      expect(await store.cancel(id)).toBe(true);
      await eventually(() => expect(fake.calls).toContain('undo create-claim'));
      expect((await operation(id)).state).toBe('cancelling');
      answers = true;

      expect(await untilEnded(id)).toMatchObject({
        state: 'cancelled',
        steps: [
          { state: 'undone' },
          { state: 'skipped' },
          { state: 'skipped' },
        ],
      });
    });
  });

  it('says that the portal does not know a cluster any more', async () => {
    const id = await begin();
    start({ cluster: () => undefined });

    expect(await untilEnded(id)).toMatchObject({
      state: 'needs-attention',
      error: { code: 'CLUSTER_UNKNOWN' },
    });
  });

  describe('cancelling', () => {
    it('takes back what was done, and touches no pods', async () => {
      const { opened, open } = gate();
      fake.onRun('create-claim', async () => {
        await opened;
        return {};
      });
      const id = await begin();
      start();
      await eventually(() => expect(fake.calls).toHaveLength(1));
      expect(await store.cancel(id)).toBe(true);
      open();

      expect(await untilEnded(id)).toMatchObject({
        state: 'cancelled',
        undoable: false,
        steps: [
          { state: 'undone' },
          { state: 'skipped' },
          { state: 'skipped' },
        ],
      });
      expect(fake.calls).toEqual(['run create-claim', 'undo create-claim']);
    });

    it('does nothing at all when nothing was done', async () => {
      const id = await begin();
      await store.cancel(id);
      start();

      expect((await untilEnded(id)).state).toBe('cancelled');
      expect(fake.calls).toEqual([]);
    });
  });

  describe('taking over from a runner that is gone', () => {
    /** Leaves an operation as a runner does that is killed in this step. */
    async function abandon(position: number): Promise<string> {
      const id = await begin();
      const lease = await store.takeNext({ holder: 'gone', leaseMs: 1 });
      if (!lease) {
        throw new Error('There is nothing to take');
      }
      for (let each = 0; each <= position; each += 1) {
        const { step } = newOperation().steps[each];
        const rolls = fake.handlers.of(step).rolls;
        await store.startStep(lease, each, { rolls });
        if (each < position) {
          await store.endStep(lease, each, {
            state: 'done',
            outcome: { generation: each },
          });
        }
      }
      return id;
    }

    it.each([
      [0, ['run create-claim', 'run mount-claim', 'run await-rollout']],
      [1, ['run mount-claim', 'run await-rollout']],
      [2, ['run await-rollout']],
    ])('runs step %d again, and no earlier one', async (position, calls) => {
      const id = await abandon(position);
      start();

      expect((await untilEnded(id)).state).toBe('succeeded');
      expect(fake.calls).toEqual(calls);
    });

    it('goes on taking back', async () => {
      const id = await abandon(1);
      const lease = await eventually(async () => {
        const taken = await store.takeNext({ holder: 'gone', leaseMs: 1 });
        return taken ?? Promise.reject(new Error('not yet'));
      });
      await store.endStep(lease, 1, {
        state: 'failed',
        failure: { error: FINDING, podsTouched: false },
      });
      start();

      expect(await untilEnded(id)).toMatchObject({
        state: 'failed',
        error: FINDING,
      });
      expect(fake.calls).toEqual(['undo mount-claim', 'undo create-claim']);
    });

    it('ends what has failed after the pods were touched', async () => {
      const id = await abandon(2);
      const lease = await eventually(async () => {
        const taken = await store.takeNext({ holder: 'gone', leaseMs: 1 });
        return taken ?? Promise.reject(new Error('not yet'));
      });
      await store.endStep(lease, 2, {
        state: 'failed',
        failure: { error: FINDING, podsTouched: true },
      });
      start();

      expect(await untilEnded(id)).toMatchObject({
        state: 'needs-attention',
        error: { code: FINDING.code },
      });
      expect(fake.calls).toEqual([]);
    });
  });

  describe('its lease', () => {
    it('is renewed as long as a step takes', async () => {
      const { opened, open } = gate();
      fake.onRun('create-claim', async () => {
        await opened;
        return {};
      });
      const id = await begin();
      start({ leaseMs: 300 });
      start({ leaseMs: 300 });
      await eventually(() => expect(fake.calls).toHaveLength(1));
      const renew = jest.spyOn(store, 'renew');
      await eventually(() =>
        expect(renew.mock.calls.length).toBeGreaterThan(6),
      );
      open();

      expect((await untilEnded(id)).state).toBe('succeeded');
      expect(fake.calls).toHaveLength(3);
    });

    it('when lost ends the step, and nothing more is written', async () => {
      const { opened, open } = gate();
      let signal: AbortSignal | undefined;
      let lost: unknown;
      fake.onRun('create-claim', async context => {
        if (signal) {
          return {};
        }
        signal = context.signal;
        await opened;
        lost = await context.confirmLease().catch(error => error);
        throw new StepFailure({ finding: FINDING, changedNothing: false });
      });
      const id = await begin();
      start({ leaseMs: 60 });
      await eventually(() => expect(fake.calls).toHaveLength(1));
      // As if it had been paused for longer than its lease
      await knex('operations').update({ lease_until: 1 });
      const renew = jest
        .spyOn(store, 'renew')
        .mockRejectedValue(new Error('paused'));
      start();
      const result = await untilEnded(id);
      renew.mockRestore();
      await eventually(() => expect(signal?.aborted).toBe(true));
      open();

      await eventually(() =>
        expect(lost).toMatchObject({ name: 'LeaseLostError' }),
      );
      await runners[0].stop();
      expect(result.state).toBe('succeeded');
      expect(await operation(id)).toEqual(result);
    });

    it('is given back when the portal ends, so that another one goes on at once', async () => {
      fake.onRun('await-rollout', async ({ signal }) => {
        await new Promise(resolve => {
          signal.addEventListener('abort', resolve);
        });
        throw clusterError('aborted');
      });
      const id = await begin();
      const first = start();
      await eventually(() => expect(fake.calls).toHaveLength(3));
      await first.stop();
      expect((await operation(id)).state).toBe('running');
      fake.onRun('await-rollout', async () => ({}));
      start();

      expect((await untilEnded(id)).state).toBe('succeeded');
      expect(fake.calls).toHaveLength(4);
    });
  });

  describe('progress', () => {
    it('is written when it has changed, and only then', async () => {
      const written = jest.spyOn(store, 'reportStep');
      fake.onRun('await-rollout', async ({ report }) => {
        for (const done of [0, 0, 0, 1, 1, 2]) {
          await report({ progress: { done, total: 2, unit: 'pods' } });
        }
        return {};
      });
      const result = await carryOut();

      expect(written).toHaveBeenCalledTimes(3);
      expect(result.steps[2].progress).toEqual({
        done: 2,
        total: 2,
        unit: 'pods',
      });
    });

    it('that cannot be written stops nothing', async () => {
      jest
        .spyOn(store, 'reportStep')
        .mockRejectedValue(new Error('the disk is full'));
      fake.onRun('await-rollout', async ({ report }) => {
        await report({ progress: { done: 1, unit: 'pods' } });
        return {};
      });

      expect((await carryOut()).state).toBe('succeeded');
    });
  });

  it('goes on when the database was away for a while', async () => {
    const id = await begin();
    const startStep = jest
      .spyOn(store, 'startStep')
      .mockRejectedValueOnce(new Error('the database is away'));
    const takeNext = jest
      .spyOn(store, 'takeNext')
      .mockRejectedValueOnce(new Error('the database is away'));
    start();

    expect((await untilEnded(id)).state).toBe('succeeded');
    expect(takeNext).toHaveBeenCalled();
    expect(startStep).toHaveBeenCalled();
  });

  it('is quiet while there is nothing to do', async () => {
    const takeNext = jest.spyOn(store, 'takeNext');
    const get = jest.spyOn(store, 'get');
    const { opened, open } = gate();
    fake.onRun('create-claim', async () => {
      await opened;
      return {};
    });
    const id = await begin();
    const runner = start({ pollMs: 3_600_000 });
    await eventually(() => expect(fake.calls).toHaveLength(1));
    runner.wake();
    runner.wake();
    // One for the operation, one that found nothing more, and at most one for being told twice meanwhile
    await eventually(() =>
      expect(takeNext.mock.calls.length).toBeGreaterThanOrEqual(3),
    );
    const before = get.mock.calls.length;
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    expect(takeNext.mock.calls.length).toBeLessThanOrEqual(4);
    expect(get.mock.calls.length).toBe(before);
    open();
    await untilEnded(id);
  });

  it('undoes by another operation, and what it undid is undone', async () => {
    const first = await carryOut();
    const undo = await begin({
      intent: { kind: 'detach' },
      steps: [STEPS.unmountClaim, STEPS.awaitRollout, STEPS.shelveClaim],
      undoOf: first.id,
    });

    expect((await untilEnded(undo)).state).toBe('succeeded');
    expect(await operation(first.id)).toMatchObject({
      state: 'undone',
      undoneBy: undo,
    });
  });
});
