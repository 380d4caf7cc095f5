import type { ClusterStatus } from 'backstage-plugin-persistence-common';
import { eventually } from '../../clusters/testing';
import { project } from '../../observation/projections';
import { ClusterStore } from '../../observation/store/ClusterStore';
import type { AwaitRolloutStep } from '../../planning';
import {
  FakeApi,
  silence,
  stepContext,
  STEPS,
  WORKLOAD,
} from '../__testUtils__';
import type { StepContext } from '../StepHandler';
import { awaitRollout } from './awaitRollout';

const DEPLOYMENT = '/apis/apps/v1/namespaces/demo/deployments/guestbook';
const POD = '/api/v1/namespaces/demo/pods';
/** What our change before made it. */
const GENERATION = 2;

const WITH_CLAIM = {
  containers: [
    {
      name: 'app',
      image: 'guestbook',
      volumeMounts: [{ name: 'guestbook-data', mountPath: '/data' }],
    },
  ],
  volumes: [
    {
      name: 'guestbook-data',
      persistentVolumeClaim: { claimName: 'guestbook-data' },
    },
  ],
};
const WITHOUT_CLAIM = { containers: [{ name: 'app', image: 'guestbook' }] };

const PRESENT: AwaitRolloutStep = STEPS.awaitRollout;
const ABSENT: AwaitRolloutStep = {
  ...PRESENT,
  present: [],
  absent: ['guestbook-data'],
};

function never(): never {
  throw new Error('This is observed');
}

/** A cluster as it is observed, and as it is. */
class World {
  readonly api = FakeApi.create();
  readonly view = ClusterStore.create({ cluster: 'test', readOnly: false });
  readonly listeners = new Set<() => void>();
  state: ClusterStatus['state'] = 'ok';

  constructor() {
    for (const resource of ['deployments', 'pods', 'replicasets'] as const) {
      this.view.setKnown(resource, true);
    }
    this.view.put(
      'replicasets',
      project('replicasets', {
        metadata: {
          namespace: 'demo',
          name: 'guestbook-1',
          uid: 'set-uid',
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'guestbook',
              uid: WORKLOAD.uid,
              controller: true,
            },
          ],
        },
      }) ?? never(),
    );
    this.api.put(DEPLOYMENT, { metadata: { uid: WORKLOAD.uid } });
    this.workload({});
  }

  /** What is observed of the workload; complete with one pod unless told otherwise. */
  workload(options: {
    generation?: number;
    uid?: string;
    replicas?: number;
    status?: object;
    spec?: object;
  }): void {
    const { generation = GENERATION, uid = WORKLOAD.uid } = options;
    const { replicas = 1 } = options;
    const labels = { app: 'guestbook' };
    this.view.put(
      'deployments',
      project('deployments', {
        metadata: { namespace: 'demo', name: 'guestbook', uid, generation },
        spec: {
          replicas,
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: WITH_CLAIM },
          ...options.spec,
        },
        status: {
          observedGeneration: generation,
          replicas,
          updatedReplicas: replicas,
          readyReplicas: replicas,
          availableReplicas: replicas,
          ...options.status,
        },
      }) ?? never(),
    );
    this.#changed();
  }

  /** A pod as it is observed, and as it is unless told otherwise. */
  pod(options: {
    name: string;
    spec: object;
    deleting?: boolean;
    ready?: boolean;
    live?: false | { deletionTimestamp?: string };
  }): void {
    const { name, spec, deleting = false, ready = true, live = {} } = options;
    const pod = {
      metadata: {
        namespace: 'demo',
        name,
        uid: `${name}-uid`,
        ...(deleting && { deletionTimestamp: '2026-01-01T00:00:00Z' }),
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'ReplicaSet',
            name: 'guestbook-1',
            uid: 'set-uid',
            controller: true,
          },
        ],
      },
      spec,
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      },
    };
    this.view.put('pods', project('pods', pod) ?? never());
    if (live) {
      this.api.put(`${POD}/${name}`, {
        ...pod,
        metadata: { ...pod.metadata, ...live },
      });
    }
    this.#changed();
  }

  removePod(name: string): void {
    this.view.remove('pods', `${name}-uid`);
    this.api.remove(`${POD}/${name}`);
    this.#changed();
  }

  removeWorkload(): void {
    this.view.remove('deployments', WORKLOAD.uid);
    this.#changed();
  }

  context(options: Partial<StepContext> = {}): StepContext {
    return stepContext({
      cluster: this.api.cluster,
      view: this.view,
      status: () => ({ name: 'test', state: this.state }),
      subscribe: listener => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
      outcomes: [{ generation: GENERATION }],
      ...options,
    });
  }

  #changed(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }
}

describe('await-rollout', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  afterEach(() => {
    if (world.listeners.size > 0) {
      throw new Error('It is over, and still listens');
    }
  });

  /** Runs it; says what it reported, and whether it still waits. */
  function run(
    options: { step?: AwaitRolloutStep } & Partial<StepContext> = {},
  ) {
    const { step = PRESENT, ...context } = options;
    const reports: Parameters<StepContext['report']>[0][] = [];
    const stop = new AbortController();
    const state = { isOver: false };
    const over = awaitRollout
      .run(
        step,
        world.context({
          report: async report => {
            reports.push(report);
          },
          signal: stop.signal,
          ...context,
        }),
      )
      .finally(() => {
        state.isOver = true;
      });
    over.catch(() => {});
    return {
      over,
      reports,
      state,
      /** Ends it, where a test has seen enough. */
      stop: async () => {
        stop.abort();
        await over.catch(() => {});
      },
    };
  }

  const untilReported = (
    { reports }: ReturnType<typeof run>,
    expected: object,
  ) =>
    eventually(() =>
      expect(reports.at(-1)).toEqual(expect.objectContaining(expected)),
    );

  it('is over when the rollout is complete and every ready pod has the mount', async () => {
    world.pod({ name: 'one', spec: WITH_CLAIM });

    expect(await run().over).toEqual({});
  });

  it('waits until the view knows of our change', async () => {
    world.workload({ generation: GENERATION - 1 });
    world.pod({ name: 'one', spec: WITH_CLAIM });
    const running = run();
    await eventually(() =>
      expect(world.api.cluster.requests.length).toBeGreaterThan(0),
    );
    expect(running.state.isOver).toBe(false);
    world.workload({});

    expect(await running.over).toEqual({});
  });

  it('goes by the plan where nobody said which generation our change made', async () => {
    world.workload({ generation: WORKLOAD.generation });
    world.pod({ name: 'one', spec: WITH_CLAIM });

    expect(await run({ outcomes: [{}] }).over).toEqual({});
  });

  it('waits until pods are ready, and says how many are', async () => {
    world.workload({
      replicas: 2,
      status: { readyReplicas: 1, availableReplicas: 1 },
    });
    world.pod({ name: 'one', spec: WITH_CLAIM });
    world.pod({ name: 'two', spec: WITH_CLAIM, ready: false });
    const running = run();
    await untilReported(running, {
      progress: { done: 1, total: 2, unit: 'pods' },
      message: expect.objectContaining({ code: 'WAITS_FOR_PODS' }),
    });
    world.workload({ replicas: 2 });
    // What is observed of the pods may come later
    await untilReported(running, {
      progress: { done: 2, total: 2, unit: 'pods' },
    });
    expect(running.state.isOver).toBe(false);
    world.pod({ name: 'two', spec: WITH_CLAIM });

    expect(await running.over).toEqual({});
  });

  it('is over at once for a workload without pods', async () => {
    world.workload({ replicas: 0 });

    expect(await run().over).toEqual({});
  });

  it('goes on when somebody else changes the workload meanwhile', async () => {
    world.workload({ status: { updatedReplicas: 0 } });
    const running = run();
    await eventually(() => expect(running.reports).toHaveLength(1));
    world.workload({ generation: GENERATION + 3 });
    world.pod({ name: 'one', spec: WITH_CLAIM });

    expect(await running.over).toEqual({});
  });

  it('says which pod has not got the volume', async () => {
    world.pod({ name: 'one', spec: WITHOUT_CLAIM });

    await expect(run().over).rejects.toMatchObject({
      finding: {
        code: 'MOUNT_MISSING',
        params: { pod: 'one', claim: 'guestbook-data' },
      },
      changedNothing: false,
    });
  });

  it('looks at the path and the folder in the volume', async () => {
    const [container] = WITH_CLAIM.containers;
    world.pod({
      name: 'one',
      spec: {
        ...WITH_CLAIM,
        containers: [
          {
            ...container,
            volumeMounts: [
              { ...container.volumeMounts[0], subPath: 'another' },
            ],
          },
        ],
      },
    });

    await expect(run().over).rejects.toMatchObject({
      finding: { code: 'MOUNT_MISSING' },
    });
  });

  it.each([
    ['is gone', false],
    ['is ending', { deletionTimestamp: '2026-01-01T00:00:00Z' }],
  ] as const)(
    'looks again when a pod that was observed %s',
    async (_, live) => {
      world.pod({ name: 'old', spec: WITHOUT_CLAIM, live });
      const running = run();
      await eventually(() =>
        expect(
          world.api.cluster.requests.filter(({ path }) => path === `${POD}/old`)
            .length,
        ).toBeGreaterThan(0),
      );
      expect(running.state.isOver).toBe(false);
      world.removePod('old');
      world.pod({ name: 'new', spec: WITH_CLAIM });

      expect(await running.over).toEqual({});
    },
  );

  it('waits for pods that end and may still write to a volume that is taken away', async () => {
    world.pod({ name: 'new', spec: WITHOUT_CLAIM });
    world.pod({ name: 'old', spec: WITH_CLAIM, deleting: true });
    const running = run({ step: ABSENT });
    await untilReported(running, {
      message: expect.objectContaining({ code: 'WAITS_FOR_PODS' }),
    });
    world.removePod('old');

    expect(await running.over).toEqual({});
  });

  it('says which pod still uses a volume that was taken away', async () => {
    world.pod({ name: 'one', spec: WITH_CLAIM });

    await expect(run({ step: ABSENT }).over).rejects.toMatchObject({
      finding: { code: 'MOUNT_STILL_THERE', params: { pod: 'one' } },
    });
  });

  it('says that the workload was deleted', async () => {
    world.workload({ status: { updatedReplicas: 0 } });
    const running = run();
    await eventually(() => expect(running.reports).toHaveLength(1));
    world.api.remove(DEPLOYMENT);
    world.removeWorkload();

    await expect(running.over).rejects.toMatchObject({
      finding: { code: 'OBJECT_GONE' },
    });
  });

  it('says that the workload was made anew', async () => {
    world.api.put(DEPLOYMENT, { metadata: { uid: 'another' } });
    world.removeWorkload();
    world.workload({ uid: 'another' });

    await expect(run().over).rejects.toMatchObject({
      finding: { code: 'OBJECT_GONE' },
    });
  });

  it('asks the cluster where nothing is observed yet, and waits when the workload is there', async () => {
    world.removeWorkload();
    const running = run();
    await eventually(() =>
      expect(world.api.cluster.requests.length).toBeGreaterThan(0),
    );
    expect(running.state.isOver).toBe(false);
    world.workload({});
    world.pod({ name: 'one', spec: WITH_CLAIM });

    expect(await running.over).toEqual({});
  });

  it.each(['stale', 'unreachable'] as const)(
    'does not wait for what is observed of a cluster that is %s and does not answer',
    async state => {
      world.workload({ status: { updatedReplicas: 0 } });
      world.state = state;
      world.api.before = () => {
        throw silence();
      };

      await expect(run().over).rejects.toMatchObject({ kind: 'timeout' });
    },
  );

  it('goes on as long as a cluster answers, whatever is wrong with its watches', async () => {
    world.state = 'stale';
    world.pod({ name: 'one', spec: WITH_CLAIM });

    expect(await run().over).toEqual({});
  });

  it('says that the rollout is stuck', async () => {
    world.workload({
      status: {
        updatedReplicas: 0,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
          },
        ],
      },
    });

    await expect(run().over).rejects.toMatchObject({
      finding: { code: 'ROLLOUT_STUCK' },
      changedNothing: false,
    });
  });

  it('gives up after a quarter of an hour', async () => {
    world.workload({ status: { updatedReplicas: 0 } });
    const running = run();
    await eventually(() => expect(running.reports).toHaveLength(1));
    const now = performance.now.bind(performance);
    jest
      .spyOn(performance, 'now')
      .mockImplementation(() => now() + 16 * 60_000);

    await expect(running.over).rejects.toMatchObject({
      finding: { code: 'ROLLOUT_NOT_FINISHED', params: { minutes: 15 } },
    });
    jest.restoreAllMocks();
  });

  it('ends when it has to stop', async () => {
    world.workload({ status: { updatedReplicas: 0 } });
    const running = run();
    await eventually(() => expect(running.reports).toHaveLength(1));
    await running.stop();

    await expect(running.over).rejects.toThrow(/abort/);
  });
});
