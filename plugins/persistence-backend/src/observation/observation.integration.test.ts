import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { DefaultCluster, FixedAccess, type Cluster } from '../clusters';
import {
  accessOfKubeconfig,
  eventually,
  FaultyApiServer,
} from '../clusters/testing';
import {
  FaultyCluster,
  SHELL_POD_SPEC,
  SOURCES,
} from '../clusters/__testUtils__/FaultyCluster';
import { DefaultObservation } from './DefaultObservation';
import type { ObservedCluster, ViewChange } from './Observation';

jest.setTimeout(120_000);

const NAMESPACE = `b-${randomBytes(4).toString('hex')}`;
const IN_NAMESPACE = `/api/v1/namespaces/${NAMESPACE}`;
const CLAIMS = `${IN_NAMESPACE}/persistentvolumeclaims`;
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const SELECTOR = {
  labels: [{ key: 'app', operator: 'In' as const, values: ['shell'] }],
  namespace: NAMESPACE,
};

function claimBody(name: string, storageClassName?: string) {
  return {
    metadata: { name, labels: { app: 'shell' } },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '64Mi' } },
      ...(storageClassName !== undefined && { storageClassName }),
    },
  };
}

const DEPLOYMENT = {
  metadata: { name: 'shell', labels: { app: 'shell' } },
  spec: {
    selector: { matchLabels: { app: 'shell' } },
    template: { metadata: { labels: { app: 'shell' } }, spec: SHELL_POD_SPEC },
  },
};

let testCluster: FaultyCluster;
let faulty: FaultyApiServer;
/** The cluster itself, past everything that goes wrong. */
let direct: Cluster;

beforeAll(async () => {
  testCluster = await FaultyCluster.start();
  faulty = testCluster.faulty;
  direct = DefaultCluster.create({
    name: 'direct',
    access: FixedAccess.create(
      await accessOfKubeconfig(testCluster.kubeconfig),
    ),
  });
  await direct.request({
    method: 'POST',
    path: '/api/v1/namespaces',
    body: { metadata: { name: NAMESPACE } },
  });
});

afterAll(async () => {
  await direct?.request({
    method: 'DELETE',
    path: `/api/v1/namespaces/${NAMESPACE}`,
  });
  await direct?.close();
  await testCluster?.stop();
});

async function create(path: string, body: object): Promise<void> {
  await direct.request({ method: 'POST', path, body });
}

async function remove(path: string): Promise<void> {
  await direct.request({ method: 'DELETE', path });
}

describe.each(SOURCES)('a cluster of %s', (source, getSource) => {
  let observation: DefaultObservation;
  let changes: ViewChange[];

  beforeEach(async () => {
    changes = [];
    observation = DefaultObservation.create({
      sources: [await getSource(testCluster)],
      logger: mockServices.logger.mock(),
    });
    observation.subscribe(change => changes.push(change));
  });

  afterEach(async () => {
    faulty.heal();
    await faulty.start();
    await observation.stop();
    const claims = await direct.request<{
      items: { metadata: { name: string } }[];
    }>({ path: CLAIMS });
    for (const { metadata } of claims.items) {
      await remove(`${CLAIMS}/${metadata.name}`);
    }
  });

  function cluster(): ObservedCluster {
    const [observed, ...others] = observation.clusters();
    expect(others).toEqual([]);
    return observed;
  }

  function claimNames(): string[] {
    return cluster()
      .view.claims(NAMESPACE)
      .filter(({ deleting }) => !deleting)
      .map(({ name }) => name);
  }

  async function isIn(state: string): Promise<void> {
    await eventually(
      () => expect(cluster().status()).toMatchObject({ state }),
      60_000,
    );
  }

  it('is read, then followed', async () => {
    await create(CLAIMS, claimBody('before'));
    await observation.start();
    await isIn('ok');
    expect(cluster().name).toBe('test');
    expect(claimNames()).toEqual(['before']);

    changes.length = 0;
    const createdAt = performance.now();
    await create(CLAIMS, claimBody('after'));
    await eventually(() => expect(claimNames()).toEqual(['after', 'before']));
    const seenAfterMs = performance.now() - createdAt;
    await eventually(() =>
      expect(
        changes.some(
          ({ namespaces }) => namespaces === 'all' || namespaces.has(NAMESPACE),
        ),
      ).toBe(true),
    );
    expect(seenAfterMs).toBeLessThan(1_000);

    await remove(`${CLAIMS}/before`);
    await eventually(() => expect(claimNames()).toEqual(['after']));
  });

  it('leads from a workload to its pods, of whose sets only the metadata is read', async () => {
    faulty.forget();
    await create(DEPLOYMENTS, DEPLOYMENT);
    await observation.start();
    await isIn('ok');

    const { view } = cluster();
    await eventually(() => {
      const [workload] = view.workloads(SELECTOR);
      expect(view.podsOf(workload)).toMatchObject([{ phase: 'Running' }]);
      expect(workload.status.availableReplicas).toBe(1);
    });
    const replicaSets = faulty.requests.filter(({ path }) =>
      path.endsWith('/replicasets'),
    );
    expect(replicaSets.length).toBeGreaterThan(0);
    for (const { headers } of replicaSets) {
      expect(headers.accept).toContain('as=PartialObjectMetadata');
    }

    await remove(`${DEPLOYMENTS}/shell`);
    await eventually(() => expect(view.workloads(SELECTOR)).toEqual([]));
  });

  it('reads events of a namespace only while something there is not settled', async () => {
    faulty.forget();
    await observation.start();
    await isIn('ok');
    const events = () =>
      faulty.requests.filter(({ path }) => path === `${IN_NAMESPACE}/events`);
    expect(events()).toEqual([]);

    await create(CLAIMS, claimBody('classless', 'no-such-class'));
    await eventually(() => {
      const claim = cluster().view.claim(NAMESPACE, 'classless');
      const [event] = cluster().view.events(NAMESPACE, claim?.uid ?? '');
      expect(event).toMatchObject({
        reason: 'ProvisioningFailed',
        message: expect.stringContaining('no-such-class'),
      });
    });
    expect(events()).toHaveLength(1);
  });

  it('tells everything but what it may not read', async () => {
    faulty.forbid(/persistentvolumes$|storageclasses$/);
    await create(CLAIMS, claimBody('claim'));
    await observation.start();
    await isIn('forbidden');

    expect(cluster().status().message).toBe(
      "May not list and watch persistentvolumes, storageclasses: add persistentvolumes, storageclasses.storage.k8s.io with the verbs list and watch to the portal's ClusterRole",
    );
    const { view } = cluster();
    expect(view.knows('persistentvolumes')).toBe(false);
    expect(view.knows('persistentvolumeclaims')).toBe(true);
    expect(claimNames()).toEqual(['claim']);

    faulty.heal();
    await isIn('ok');
    expect(view.storageClasses().length).toBeGreaterThan(0);
  });

  it('misses nothing that happens while the API server is restarted', async () => {
    await create(CLAIMS, claimBody('stays'));
    await create(CLAIMS, claimBody('goes'));
    await observation.start();
    await isIn('ok');

    await faulty.stop();
    await isIn('stale');
    expect(cluster().status().message).toMatch(/^Does not answer: /);
    expect(claimNames()).toEqual(['goes', 'stays']);
    await remove(`${CLAIMS}/goes`);
    await create(CLAIMS, claimBody('comes'));

    await faulty.start();
    await isIn('ok');
    await eventually(() => expect(claimNames()).toEqual(['comes', 'stays']));
  });

  // The Kubernetes plugin's proxy passes nothing of it on: there only silence tells
  if (source === 'a kubeconfig') {
    it('misses nothing when streams break in the middle of a line', async () => {
      await create(CLAIMS, claimBody('goes'));
      await observation.start();
      await isIn('ok');

      faulty.cutWatches();
      await remove(`${CLAIMS}/goes`);
      await create(CLAIMS, claimBody('comes'));
      await eventually(() => expect(claimNames()).toEqual(['comes']));
      await isIn('ok');
    });
  }

  it('reads everything again when its version is forgotten', async () => {
    await create(CLAIMS, claimBody('goes'));
    await observation.start();
    await isIn('ok');

    faulty.failWatches({ kind: 'status', status: 410 });
    await remove(`${CLAIMS}/goes`);
    await create(CLAIMS, claimBody('comes'));
    await eventually(() => expect(claimNames()).toEqual(['comes']));
    await isIn('ok');
  });

  it('lists in chunks where streams are not known', async () => {
    faulty.forget();
    faulty.fail(
      /persistentvolumeclaims$/,
      { kind: 'status', status: 422 },
      { watch: true, times: 1 },
    );
    await create(CLAIMS, claimBody('before'));
    await observation.start();
    await isIn('ok');
    expect(claimNames()).toEqual(['before']);
    const lists = faulty.requests.filter(
      ({ path, watch }) => path.endsWith('persistentvolumeclaims') && !watch,
    );
    expect(lists.map(({ query }) => query.get('limit'))).toEqual(['500']);

    await create(CLAIMS, claimBody('after'));
    await eventually(() => expect(claimNames()).toEqual(['after', 'before']));
  });

  it('goes on when watches end, as all do at some time', async () => {
    await create(CLAIMS, claimBody('goes'));
    await observation.start();
    await isIn('ok');

    faulty.endWatches();
    await remove(`${CLAIMS}/goes`);
    await create(CLAIMS, claimBody('comes'));
    await eventually(() => expect(claimNames()).toEqual(['comes']));
    await isIn('ok');
  });

  it('waits for a server that is busy', async () => {
    faulty.fail(
      /pods$/,
      {
        kind: 'status',
        status: 429,
        headers: { 'retry-after': '1' },
      },
      { times: 1 },
    );
    faulty.forget();
    await observation.start();
    await isIn('ok');
    expect(
      faulty.requests.filter(({ path }) => path === '/api/v1/pods'),
    ).toHaveLength(2);
  });
});

it('the view equals the cluster after ten seconds of random trouble', async () => {
  const observation = DefaultObservation.create({
    sources: [await testCluster.createKubeconfigSource()],
    logger: mockServices.logger.mock(),
  });
  await observation.start();
  const pick = <T>(values: readonly T[]): T =>
    values[Math.floor(Math.random() * values.length)];
  const troubles: (() => unknown)[] = [
    () => faulty.cutWatches(),
    () => faulty.cutWatches(/persistentvolumeclaims$/),
    () => faulty.endWatches(),
    () => faulty.breakConnections(),
    () => faulty.failWatches({ kind: 'status', status: pick([410, 500, 504]) }),
    () =>
      faulty.fail(
        undefined,
        { kind: 'status', status: pick([410, 422, 429, 500, 503]) },
        { times: 3 },
      ),
    () => faulty.fail(undefined, { kind: 'broken' }, { times: 3 }),
    () => faulty.fail(undefined, { kind: 'slow', ms: 300 }, { times: 3 }),
    async () => {
      await faulty.stop();
      await faulty.start();
    },
  ];
  /** The steps in which the claims that are there were made. */
  const made = new Map<string, string>();
  const end = performance.now() + 10_000;
  for (let step = 0; performance.now() < end; step += 1) {
    const name = `c-${step % 7}`;
    if (made.delete(name)) {
      await remove(`${CLAIMS}/${name}`);
    } else {
      const { metadata, ...body } = claimBody(name);
      const labels = { ...metadata.labels, step: `${step}` };
      // A claim that is being deleted still has its name for a moment
      await eventually(() =>
        create(CLAIMS, { ...body, metadata: { name, labels } }),
      );
      made.set(name, `${step}`);
    }
    if (step % 3 === 0) {
      await pick(troubles)();
    }
  }
  faulty.heal();
  await eventually(() => {
    const [{ view }] = observation.clusters();
    expect(
      view.claims(NAMESPACE).map(({ name, labels }) => [name, labels.step]),
    ).toEqual([...made].sort());
  }, 60_000);
  await eventually(
    () => expect(observation.clusters()[0].status().state).toBe('ok'),
    60_000,
  );
  await observation.stop();
  for (const name of made.keys()) {
    await remove(`${CLAIMS}/${name}`);
  }
});

it('a cluster that never answers hurts no other', async () => {
  const silent = await FaultyApiServer.start({
    target: await accessOfKubeconfig(testCluster.kubeconfig),
  });
  silent.fail(undefined, { kind: 'silent' });
  const observation = DefaultObservation.create({
    sources: [
      testCluster.createSource({
        clusters: [
          {
            name: 'silent',
            kubeconfig: await silent.writeKubeconfig(
              join(testCluster.folder, 'silent'),
            ),
          },
          {
            name: 'well',
            kubeconfig: await faulty.writeKubeconfig(
              join(testCluster.folder, 'well'),
            ),
          },
        ],
      }),
    ],
    logger: mockServices.logger.mock(),
  });
  await observation.start();
  await eventually(() => {
    const [first, second] = observation
      .clusters()
      .map(cluster => cluster.status());
    expect(first).toMatchObject({ name: 'silent', state: 'syncing' });
    expect(second).toMatchObject({ name: 'well', state: 'ok' });
  });
  await eventually(() =>
    expect(observation.clusters()[0].status()).toMatchObject({
      state: 'unreachable',
      message: expect.stringContaining('no answer within'),
    }),
  );
  expect(observation.clusters()[1].status().state).toBe('ok');
  const stoppedAt = performance.now();
  await observation.stop();
  expect(performance.now() - stoppedAt).toBeLessThan(5_000);
  await silent.stop();
});
