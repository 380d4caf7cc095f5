import { mockServices } from '@backstage/backend-test-utils';
import { ClusterError } from '../clusters/ClusterError';
import type { Cluster } from '../clusters/Cluster';
import type { ClusterSource } from '../clusters/ClusterSource';
import { DefaultObservation } from './DefaultObservation';
import type { ViewChange } from './Observation';
import { FakeClock } from './testing/FakeClock';
import { FakeCluster } from './testing/FakeCluster';

const CLAIMS = '/api/v1/persistentvolumeclaims';
const DEPLOYMENTS = '/apis/apps/v1/deployments';
const EVENTS = '/api/v1/namespaces/shop/events';
const PATHS = [
  CLAIMS,
  DEPLOYMENTS,
  '/apis/apps/v1/statefulsets',
  '/apis/apps/v1/daemonsets',
  '/apis/batch/v1/cronjobs',
  '/apis/batch/v1/jobs',
  '/apis/apps/v1/replicasets',
  '/api/v1/pods',
  '/api/v1/persistentvolumes',
  '/apis/storage.k8s.io/v1/storageclasses',
  '/apis/autoscaling/v2/horizontalpodautoscalers',
];
const BROKEN = new ClusterError({
  cluster: 'test',
  kind: 'unreachable',
  message: 'the connection broke',
});

function sourceOf(
  clusters: () => Promise<Cluster[]>,
  options: { name?: string; refreshMs?: number } = {},
): ClusterSource & { close: jest.Mock } {
  return { name: 'source', clusters, close: jest.fn(), ...options };
}

function claim(name: string, version: string, phase = 'Bound') {
  return {
    metadata: {
      namespace: 'shop',
      name,
      uid: name,
      resourceVersion: version,
    },
    status: { phase },
  };
}

let observation: DefaultObservation | undefined;

afterEach(async () => {
  await observation?.stop();
  observation = undefined;
});

async function start(sources: ClusterSource[]) {
  const clock = FakeClock.create();
  const logger = mockServices.logger.mock();
  const changes: ViewChange[] = [];
  observation = DefaultObservation.create({ sources, logger, clock });
  observation.subscribe(change => changes.push(change));
  await observation.start();
  await clock.settle();
  const running = observation;
  return {
    clock,
    logger,
    changes,
    observation: running,
    statuses: () => running.clusters().map(each => each.status()),
    status: () => running.clusters()[0].status(),
    view: () => running.clusters()[0].view,
  };
}

/** Observes a cluster. */
async function startWith(cluster: FakeCluster) {
  return start([sourceOf(async () => [cluster])]);
}

/** Observes a cluster that has been read and has nothing. */
async function startSynced(cluster = FakeCluster.create()) {
  const test = await startWith(cluster);
  complete(cluster);
  await test.clock.advance(100);
  test.changes.length = 0;
  return { ...test, cluster };
}

function complete(cluster: FakeCluster, but: string[] = []): void {
  for (const path of PATHS) {
    if (!but.includes(path)) {
      cluster.watchOf(path).open().complete();
    }
  }
}

describe('what is watched', () => {
  it('is everything that views tell of, and nothing else', async () => {
    const { cluster } = await startSynced();

    expect(cluster.watches.map(({ path }) => path).sort()).toEqual(
      PATHS.toSorted(),
    );
    expect(cluster.requests).toEqual([]);
  });

  it('is known, resource by resource', async () => {
    const cluster = FakeCluster.create();
    const { clock, view } = await startWith(cluster);
    expect(view().knows('persistentvolumeclaims')).toBe(false);
    cluster.watchOf(CLAIMS).open().complete();
    await clock.settle();

    expect(view().knows('persistentvolumeclaims')).toBe(true);
    expect(view().knows('pods')).toBe(false);
  });
});

describe('the status of a cluster', () => {
  it('is syncing until all is read, then ok', async () => {
    const cluster = FakeCluster.create({ name: 'prod' });
    const { clock, status } = await startWith(cluster);
    expect(status()).toEqual({ name: 'prod', state: 'syncing' });

    complete(cluster, [CLAIMS]);
    await clock.settle();
    expect(status()).toMatchObject({ state: 'syncing' });

    cluster.watchOf(CLAIMS).open().complete();
    await clock.settle();
    expect(status()).toEqual({
      name: 'prod',
      state: 'ok',
      observedAt: new Date(clock.now()).toISOString(),
    });
  });

  it('is read-only where we do not write', async () => {
    const { status, view } = await startSynced(
      FakeCluster.create({ readOnly: true }),
    );

    expect(status()).toMatchObject({ state: 'read-only' });
    expect(view().readOnly).toBe(true);
  });

  it('is unreachable while it was never read and fails', async () => {
    const cluster = FakeCluster.create();
    const { clock, status, changes } = await startWith(cluster);
    changes.length = 0;
    for (const watch of cluster.openWatches()) {
      watch.fail(BROKEN);
    }
    await clock.advance(100);

    expect(status()).toEqual({
      name: 'test',
      state: 'unreachable',
      message: 'Does not answer: the connection broke',
    });
    expect(changes).toEqual([{ cluster: 'test', namespaces: 'all' }]);
  });

  it('says what to do when it does not know us', async () => {
    const cluster = FakeCluster.create();
    const { clock, status } = await startWith(cluster);
    cluster.watchOf(CLAIMS).reject(401);
    await clock.settle();

    expect(status()).toMatchObject({
      state: 'unreachable',
      message: expect.stringMatching(/credentials \(401\).*token/),
    });
  });

  it('is not changed by a stream that breaks and comes back', async () => {
    const { cluster, clock, status, changes } = await startSynced();
    cluster.watchOf(CLAIMS).fail(BROKEN);
    await clock.advance(500);
    expect(status()).toMatchObject({ state: 'ok' });

    cluster.watchOf(CLAIMS).open();
    await clock.advance(30_000);
    expect(status()).toMatchObject({ state: 'ok' });
    expect(changes).toEqual([]);
  });

  it('is stale when it does not answer again, and ok when it does', async () => {
    const { cluster, clock, status, changes, view } = await startSynced();
    cluster.watchOf(CLAIMS).fail(BROKEN);
    await clock.advance(500);
    cluster.watchOf(CLAIMS).fail(BROKEN);
    await clock.advance(100);
    expect(status()).toMatchObject({
      state: 'stale',
      message: 'Does not answer: the connection broke',
    });
    expect(view().knows('persistentvolumeclaims')).toBe(true);
    expect(changes).toEqual([{ cluster: 'test', namespaces: 'all' }]);

    await clock.advance(10_000);
    cluster.watchOf(CLAIMS).open();
    await clock.advance(100);
    expect(status()).toMatchObject({ state: 'ok' });
    expect(changes).toHaveLength(2);
  });

  it('is ok as soon as one stream gets through, because the others follow', async () => {
    const { cluster, clock, status } = await startSynced();
    for (let tries = 0; tries < 7; tries += 1) {
      await clock.advance(30_000);
      for (const watch of cluster.openWatches()) {
        if (watch.path !== CLAIMS) {
          watch.fail(BROKEN);
        }
      }
    }
    cluster.watchOf(CLAIMS).fail(BROKEN);
    await clock.advance(1_000);
    expect(status()).toMatchObject({ state: 'stale' });
    // The others would wait for 15 seconds
    const [first, ...others] = cluster.openWatches();
    expect(others).toEqual([]);
    first.open();
    await clock.settle();
    for (const watch of cluster.openWatches()) {
      watch.open();
    }
    await clock.settle();

    expect(cluster.openWatches()).toHaveLength(PATHS.length);
    expect(status()).toMatchObject({ state: 'ok' });
  });

  it('does not let streams wake each other when a server takes them and drops them', async () => {
    const { cluster, clock } = await startSynced();
    const { length } = cluster.watches;
    for (let tries = 0; tries < 60; tries += 1) {
      for (const watch of cluster.openWatches()) {
        watch.open().fail(BROKEN);
      }
      await clock.advance(1_000);
    }

    // Each waits longer and longer: 0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 15 seconds
    expect(cluster.watches.length - length).toBeLessThan(PATHS.length * 10);
  });

  it('is stale when a stream does not come back for 10 seconds', async () => {
    const { cluster, clock, status, changes } = await startSynced();
    cluster.watchOf(CLAIMS).fail(BROKEN);
    await clock.advance(9_000);
    expect(status()).toMatchObject({ state: 'ok' });

    await clock.advance(2_000);
    expect(status()).toMatchObject({ state: 'stale' });
    expect(changes).toEqual([{ cluster: 'test', namespaces: 'all' }]);
  });

  it('is forbidden when something may not be read, and the rest is known', async () => {
    const cluster = FakeCluster.create();
    const { clock, status, view } = await startWith(cluster);
    const but = ['/api/v1/persistentvolumes', DEPLOYMENTS];
    complete(cluster, but);
    for (const path of but) {
      cluster.watchOf(path).reject(403);
    }
    await clock.advance(100);

    expect(status()).toMatchObject({
      state: 'forbidden',
      message:
        "May not list and watch deployments, persistentvolumes: add deployments.apps, persistentvolumes with the verbs list and watch to the portal's ClusterRole",
    });
    expect(view().knows('persistentvolumes')).toBe(false);
    expect(view().knows('persistentvolumeclaims')).toBe(true);
  });

  it('is stale rather than forbidden while it does not answer', async () => {
    const cluster = FakeCluster.create();
    const { clock, status } = await startWith(cluster);
    complete(cluster, [DEPLOYMENTS]);
    cluster.watchOf(DEPLOYMENTS).reject(403);
    await clock.settle();
    cluster.watchOf(CLAIMS).fail(BROKEN);
    await clock.advance(11_000);

    expect(status()).toMatchObject({ state: 'stale' });
  });
});

describe('changes', () => {
  it('are told together, with their namespaces, within 50 ms', async () => {
    const { cluster, clock, changes, view } = await startSynced();
    cluster.watchOf(CLAIMS).send(
      { type: 'ADDED', object: claim('a', '2') },
      { type: 'ADDED', object: claim('b', '3') },
      {
        type: 'ADDED',
        object: {
          metadata: {
            ...claim('c', '4').metadata,
            namespace: 'bank',
          },
          status: { phase: 'Bound' },
        },
      },
    );
    await clock.settle();
    expect(changes).toEqual([]);
    expect(view().claims('shop')).toHaveLength(2);

    await clock.advance(50);
    expect(changes).toEqual([
      { cluster: 'test', namespaces: new Set(['shop', 'bank']) },
    ]);
  });

  it('of objects outside namespaces count for all', async () => {
    const { cluster, clock, changes } = await startSynced();
    cluster.watchOf(CLAIMS).send({ type: 'ADDED', object: claim('a', '2') });
    cluster.watchOf('/api/v1/persistentvolumes').send({
      type: 'ADDED',
      object: { metadata: { name: 'v', uid: 'v', resourceVersion: '3' } },
    });
    await clock.advance(50);

    expect(changes).toEqual([{ cluster: 'test', namespaces: 'all' }]);
  });

  it('that tell nothing new are not told', async () => {
    const { cluster, clock, changes, view } = await startSynced();
    const watch = cluster.watchOf(CLAIMS);
    watch.send({ type: 'ADDED', object: claim('a', '2') });
    await clock.advance(50);
    const before = view().claim('shop', 'a');
    watch.send(
      { type: 'MODIFIED', object: claim('a', '3') },
      { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } },
      { type: 'DELETED', object: claim('stranger', '10') },
    );
    await clock.advance(50);

    expect(changes).toHaveLength(1);
    expect(view().claim('shop', 'a')).toBe(before);
  });

  it('reach the others when one who listens fails', async () => {
    const { cluster, clock, logger, observation: it } = await startSynced();
    const before = jest.fn();
    const after = jest.fn();
    it.subscribe(before);
    it.subscribe(() => {
      throw new Error('it is too much for me');
    });
    it.subscribe(after);
    cluster.watchOf(CLAIMS).send({ type: 'ADDED', object: claim('a', '2') });
    await clock.advance(50);

    expect(before).toHaveBeenCalledTimes(1);
    expect(after).toHaveBeenCalledTimes(1);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('it is too much for me'),
    );
  });

  it('do not reach who has stopped listening', async () => {
    const { cluster, clock, observation: it } = await startSynced();
    const listener = jest.fn();
    const stop = it.subscribe(listener);
    it.subscribe(listener);
    stop();
    cluster.watchOf(CLAIMS).send({ type: 'ADDED', object: claim('a', '2') });
    await clock.advance(50);

    expect(listener).toHaveBeenCalledTimes(1);
  });
});

describe('events of a namespace', () => {
  const eventWatches = (cluster: FakeCluster) =>
    cluster.openWatches().filter(({ path }) => path === EVENTS);
  const event = {
    metadata: {
      namespace: 'shop',
      name: 'a.1',
      uid: 'e1',
      resourceVersion: '5',
    },
    involvedObject: { kind: 'PersistentVolumeClaim', name: 'a', uid: 'a' },
    reason: 'ProvisioningFailed',
  };

  it('are watched while a claim there has no volume, and a while longer', async () => {
    const { cluster, clock, changes, view } = await startSynced();
    const claims = cluster.watchOf(CLAIMS);
    claims.send({ type: 'ADDED', object: claim('a', '2', 'Pending') });
    await clock.advance(50);
    expect(eventWatches(cluster)).toHaveLength(1);

    cluster
      .watchOf(EVENTS)
      .open()
      .send({ type: 'ADDED', object: event })
      .complete();
    changes.length = 0;
    await clock.advance(50);
    expect(view().events('shop', 'a')).toMatchObject([
      { reason: 'ProvisioningFailed' },
    ]);
    expect(changes).toEqual([
      { cluster: 'test', namespaces: new Set(['shop']) },
    ]);

    claims.send({ type: 'MODIFIED', object: claim('a', '6', 'Bound') });
    await clock.advance(25_000);
    expect(eventWatches(cluster)).toHaveLength(1);
    await clock.advance(7_000);
    expect(eventWatches(cluster)).toEqual([]);
    expect(view().events('shop', 'a')).toEqual([]);
  });

  it('are watched on when something happens again meanwhile', async () => {
    const { cluster, clock } = await startSynced();
    const claims = cluster.watchOf(CLAIMS);
    claims.send({ type: 'ADDED', object: claim('a', '2', 'Pending') });
    await clock.advance(50);
    cluster.watchOf(EVENTS).open().complete();
    claims.send({ type: 'MODIFIED', object: claim('a', '3', 'Bound') });
    await clock.advance(20_000);
    claims.send({ type: 'ADDED', object: claim('b', '4', 'Pending') });
    await clock.advance(20_000);

    expect(eventWatches(cluster)).toHaveLength(1);
    expect(cluster.watches.filter(({ path }) => path === EVENTS)).toHaveLength(
      1,
    );
  });

  it('may be forbidden, which hurts nothing', async () => {
    const { cluster, clock, status, logger } = await startSynced();
    const claims = cluster.watchOf(CLAIMS);
    claims.send({ type: 'ADDED', object: claim('a', '2', 'Pending') });
    await clock.advance(50);
    logger.warn.mockClear();
    cluster.watchOf(EVENTS).reject(403);
    await clock.advance(60_000);

    expect(status()).toMatchObject({ state: 'ok' });
    expect(logger.warn).not.toHaveBeenCalled();
  });

  it('are watched in no more than 50 namespaces at once', async () => {
    const { cluster, clock } = await startSynced();
    const claims = cluster.watchOf(CLAIMS);
    for (let index = 0; index < 60; index += 1) {
      const object = claim(`c${index}`, `${index + 2}`, 'Pending');
      claims.send({
        type: 'ADDED',
        object: {
          ...object,
          metadata: { ...object.metadata, namespace: `n${index}` },
        },
      });
    }
    await clock.advance(2_000);

    expect(
      cluster.openWatches().filter(({ path }) => path.endsWith('/events')),
    ).toHaveLength(50);
  });
});

describe('a cluster whose streams do not break with it', () => {
  async function startQuiet() {
    const cluster = FakeCluster.create({ resumesWatches: false });
    cluster.answer = () => ({ major: '1' });
    const test = await startSynced(cluster);
    return { ...test, cluster };
  }

  it('is asked whether it is there when it is silent', async () => {
    const { cluster, clock, status } = await startQuiet();
    await clock.advance(19_000);
    expect(cluster.requests).toEqual([]);
    await clock.advance(2_000);
    expect(cluster.requests).toMatchObject([{ path: '/version' }]);
    expect(cluster.openWatches()).toHaveLength(PATHS.length);
    expect(Date.parse(status().observedAt ?? '')).toBeGreaterThan(
      clock.now() - 2_000,
    );
  });

  it('is not asked while it talks', async () => {
    const { cluster, clock } = await startQuiet();
    for (let seconds = 0; seconds < 120; seconds += 10) {
      cluster.watchOf(CLAIMS).send({
        type: 'BOOKMARK',
        object: { metadata: { resourceVersion: `${seconds}` } },
      });
      await clock.advance(10_000);
    }

    expect(cluster.requests).toEqual([]);
  });

  it('is stale, and read again, when it does not answer twice', async () => {
    const { cluster, clock, status } = await startQuiet();
    cluster
      .watchOf(CLAIMS)
      .send({ type: 'ADDED', object: claim('a', '2', 'Pending') });
    await clock.advance(100);
    const events = cluster.watchOf(EVENTS).open().complete();
    await clock.settle();
    const { length } = cluster.watches;
    cluster.answer = () => {
      throw new ClusterError({
        cluster: 'test',
        kind: 'rejected',
        status: 502,
        message: 'bad gateway',
      });
    };
    await clock.advance(23_000);
    expect(cluster.watches.length).toBe(length + PATHS.length + 1);
    expect(events.isOpen).toBe(false);
    await clock.advance(10_000);
    expect(status()).toMatchObject({
      state: 'stale',
      message: 'Does not answer: bad gateway',
    });
    for (const watch of cluster.openWatches()) {
      watch.reject(502);
    }
    await clock.advance(100);
    expect(status()).toMatchObject({
      state: 'stale',
      message: 'Does not answer: refused with 502',
    });

    cluster.answer = () => ({ major: '1' });
    await clock.advance(3_000);
    complete(cluster);
    await clock.advance(100);
    expect(status()).toMatchObject({ state: 'ok' });
  });

  it('is there when it refuses to tell its version', async () => {
    const { cluster, clock } = await startQuiet();
    const { length } = cluster.watches;
    cluster.answer = () => {
      throw new ClusterError({
        cluster: 'test',
        kind: 'rejected',
        status: 403,
        message: 'no',
      });
    };
    await clock.advance(60_000);

    expect(cluster.watches).toHaveLength(length);
  });

  it('is forgiven a single failure', async () => {
    const { cluster, clock } = await startQuiet();
    const { length } = cluster.watches;
    let tries = 0;
    cluster.answer = () => {
      tries += 1;
      if (tries === 1) {
        throw BROKEN;
      }
      return {};
    };
    await clock.advance(30_000);

    expect(tries).toBe(2);
    expect(cluster.watches).toHaveLength(length);
  });
});

describe('several clusters', () => {
  it('are told in the order of their sources', async () => {
    const { observation: it } = await start([
      sourceOf(async () => [
        FakeCluster.create({ name: 'b' }),
        FakeCluster.create({ name: 'a' }),
      ]),
      sourceOf(async () => [FakeCluster.create({ name: 'c' })]),
    ]);

    expect(it.clusters().map(({ name }) => name)).toEqual(['b', 'a', 'c']);
  });

  it('do not hurt each other', async () => {
    const well = FakeCluster.create({ name: 'well' });
    const ill = FakeCluster.create({ name: 'ill' });
    const { clock, statuses } = await start([
      sourceOf(async () => [ill, well]),
      sourceOf(
        async () => {
          throw new Error('the plugin is not installed');
        },
        { name: 'kubernetes plugin' },
      ),
    ]);
    complete(well);
    for (const watch of ill.openWatches()) {
      watch.fail(BROKEN);
    }
    await clock.advance(100);

    expect(statuses()).toMatchObject([
      { name: 'ill', state: 'unreachable' },
      { name: 'well', state: 'ok' },
      {
        name: 'kubernetes plugin',
        state: 'unreachable',
        message: 'Does not answer: Error: the plugin is not installed',
      },
    ]);
  });

  it('of one name are not mixed up', async () => {
    const first = FakeCluster.create({ name: 'prod' });
    const {
      observation: it,
      logger,
      clock,
    } = await start([
      sourceOf(async () => [first]),
      sourceOf(async () => [
        FakeCluster.create({ name: 'prod', readOnly: true }),
      ]),
    ]);
    complete(first);
    await clock.settle();

    expect(it.clusters().map(each => each.status().state)).toEqual(['ok']);
    it.clusters();
    expect(
      logger.warn.mock.calls.filter(([text]) =>
        String(text).includes("Several clusters are called 'prod'"),
      ),
    ).toHaveLength(1);
  });
});

describe('a source', () => {
  it('is shown as a cluster until it has answered', async () => {
    let answer: (clusters: Cluster[]) => void = () => {};
    const {
      observation: it,
      clock,
      statuses,
      changes,
    } = await start([
      sourceOf(
        () =>
          new Promise(resolve => {
            answer = resolve;
          }),
        { name: 'kubernetes plugin' },
      ),
    ]);
    expect(statuses()).toEqual([
      { name: 'kubernetes plugin', state: 'syncing' },
    ]);
    expect(it.clusters()[0].view.workloads({ labels: [] })).toEqual([]);

    answer([FakeCluster.create({ name: 'prod' })]);
    await clock.settle();
    expect(statuses()).toEqual([{ name: 'prod', state: 'syncing' }]);
    expect(changes).toContainEqual({
      cluster: 'kubernetes plugin',
      namespaces: 'all',
    });
  });

  it('that fails is asked again, and its clusters come', async () => {
    let tries = 0;
    const { clock, statuses } = await start([
      sourceOf(async () => {
        tries += 1;
        if (tries < 3) {
          throw new Error('not yet');
        }
        return [FakeCluster.create({ name: 'prod' })];
      }),
    ]);
    expect(statuses()).toMatchObject([{ state: 'unreachable' }]);

    await clock.advance(5_000);
    expect(statuses()).toEqual([{ name: 'prod', state: 'syncing' }]);
  });

  it('that never answers is unreachable', async () => {
    const { clock, statuses } = await start([
      sourceOf(() => new Promise(() => {})),
    ]);
    await clock.advance(30_000);

    expect(statuses()).toMatchObject([
      { state: 'unreachable', message: expect.stringContaining('30 seconds') },
    ]);
  });

  it('that fails later keeps its clusters', async () => {
    const cluster = FakeCluster.create({ name: 'prod' });
    let fails = false;
    const { clock, statuses } = await start([
      sourceOf(
        async () => {
          if (fails) {
            throw new Error('gone');
          }
          return [cluster];
        },
        { refreshMs: 60_000 },
      ),
    ]);
    complete(cluster);
    fails = true;
    await clock.advance(120_000);

    expect(statuses()).toMatchObject([{ name: 'prod', state: 'ok' }]);
  });

  it('whose clusters come and go is asked again; what stays stays as it is', async () => {
    const stays = FakeCluster.create({ name: 'stays' });
    const goes = FakeCluster.create({ name: 'goes' });
    const comes = FakeCluster.create({ name: 'comes' });
    let clusters = [stays, goes];
    const {
      clock,
      observation: it,
      changes,
    } = await start([sourceOf(async () => clusters, { refreshMs: 60_000 })]);
    complete(stays);
    await clock.settle();
    const [before] = it.clusters();
    clusters = [stays, comes];
    changes.length = 0;
    await clock.advance(61_000);

    expect(it.clusters().map(({ name }) => name)).toEqual(['stays', 'comes']);
    expect(it.clusters()[0]).toBe(before);
    expect(goes.openWatches()).toEqual([]);
    expect(comes.openWatches()).toHaveLength(PATHS.length);
    expect(changes).toEqual(
      expect.arrayContaining([
        { cluster: 'goes', namespaces: 'all' },
        { cluster: 'comes', namespaces: 'all' },
      ]),
    );
  });

  it('that never changes is asked once', async () => {
    const clusters = jest.fn(async () => [FakeCluster.create()]);
    const { clock } = await start([sourceOf(clusters)]);
    await clock.advance(3_600_000);

    expect(clusters).toHaveBeenCalledTimes(1);
  });
});

describe('stopping', () => {
  it('ends all watches and closes the sources', async () => {
    const cluster = FakeCluster.create({ resumesWatches: false });
    const source = sourceOf(async () => [cluster], { refreshMs: 1_000 });
    const { clock, observation: it, changes } = await start([source]);
    complete(cluster);
    cluster
      .watchOf(CLAIMS)
      .send({ type: 'ADDED', object: claim('a', '2', 'Pending') });
    await clock.advance(100);
    changes.length = 0;
    await it.stop();
    const { length } = cluster.watches;
    await clock.advance(3_600_000);

    expect(cluster.openWatches()).toEqual([]);
    expect(cluster.watches).toHaveLength(length);
    expect(source.close).toHaveBeenCalledTimes(1);
    expect(changes).toEqual([]);
  });

  it('does not wait for a source that never answers', async () => {
    const source = sourceOf(() => new Promise(() => {}));
    const { observation: it } = await start([source]);
    await it.stop();

    expect(source.close).toHaveBeenCalledTimes(1);
  });

  it('does not begin to watch what a source answers afterwards', async () => {
    let answer: (clusters: Cluster[]) => void = () => {};
    const cluster = FakeCluster.create();
    const { observation: it, clock } = await start([
      sourceOf(
        () =>
          new Promise(resolve => {
            answer = resolve;
          }),
      ),
    ]);
    const stopped = it.stop();
    answer([cluster]);
    await stopped;
    await clock.settle();

    expect(cluster.watches).toEqual([]);
  });
});
