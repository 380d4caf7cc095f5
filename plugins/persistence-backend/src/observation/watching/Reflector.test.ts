import { mockServices } from '@backstage/backend-test-utils';
import type { WatchEvent } from '../../clusters/Cluster';
import { ClusterError } from '../../clusters/ClusterError';
import { FakeClock } from '../testing/FakeClock';
import { FakeCluster } from '../testing/FakeCluster';
import { Reflector, type ReflectorState } from './Reflector';

const PATH = '/api/v1/things';

interface Thing {
  metadata: { uid: string; resourceVersion: string };
}

function thing(uid: string, version: string): Thing {
  return { metadata: { uid, resourceVersion: version } };
}

function added(uid: string, version: string): WatchEvent {
  return { type: 'ADDED', object: thing(uid, version) };
}

function modified(uid: string, version: string): WatchEvent {
  return { type: 'MODIFIED', object: thing(uid, version) };
}

function deleted(uid: string, version: string): WatchEvent {
  return { type: 'DELETED', object: thing(uid, version) };
}

function bookmark(version: string): WatchEvent {
  return {
    type: 'BOOKMARK',
    object: { metadata: { resourceVersion: version } },
  };
}

function page(options: { things: Thing[]; version: string; token?: string }) {
  return {
    items: options.things,
    metadata: { resourceVersion: options.version, continue: options.token },
  };
}

function rejected(status: number): ClusterError {
  return new ClusterError({
    cluster: 'test',
    kind: 'rejected',
    status,
    message: `refused with ${status}`,
  });
}

const BROKEN = new ClusterError({
  cluster: 'test',
  kind: 'unreachable',
  message: 'the connection broke',
});

let reflector: Reflector | undefined;

afterEach(async () => {
  await reflector?.stop();
  reflector = undefined;
});

async function start(
  options: {
    cluster?: FakeCluster;
    clock?: FakeClock;
    metadataOnly?: boolean;
    put?: (uid: string) => boolean;
  } = {},
) {
  const { cluster = FakeCluster.create(), clock = FakeClock.create() } =
    options;
  /** What the sink has: versions by uid. */
  const things = new Map<string, string>();
  const puts: string[] = [];
  const states: ReflectorState[] = [];
  const logger = mockServices.logger.mock();
  reflector = Reflector.start({
    cluster,
    target: {
      path: PATH,
      timeoutSeconds: 240,
      metadataOnly: options.metadataOnly,
    },
    clock,
    logger,
    onState: state => states.push(state),
    sink: {
      put: object => {
        const { uid, resourceVersion } = (object as Thing).metadata;
        if (options.put && !options.put(uid)) {
          return false;
        }
        puts.push(uid);
        things.set(uid, resourceVersion);
        return true;
      },
      remove: uid => {
        things.delete(uid);
      },
    },
  });
  await clock.settle();
  return {
    cluster,
    clock,
    logger,
    things,
    puts,
    states,
    state: () => states.at(-1),
    watch: () => cluster.watchOf(PATH),
    content: () => Object.fromEntries(things),
  };
}

/** One that has read a and b, of version 10. */
async function startWatching(options: Parameters<typeof start>[0] = {}) {
  const test = await start(options);
  test.watch().open().send(added('a', '1'), added('b', '2')).complete('10');
  await test.clock.settle();
  test.puts.length = 0;
  return test;
}

describe('reading everything as a stream', () => {
  it('asks for the initial events and for bookmarks', async () => {
    const { watch } = await start();

    expect(watch().query).toEqual({
      sendInitialEvents: true,
      resourceVersionMatch: 'NotOlderThan',
      allowWatchBookmarks: true,
      timeoutSeconds: 270,
    });
  });

  it('takes objects over as they come and knows when all have come', async () => {
    const { watch, content, state, clock } = await start();
    watch().open().send(added('a', '1'), added('b', '2'));
    await clock.settle();
    expect(content()).toEqual({ a: '1', b: '2' });
    expect(state()).toBeUndefined();

    watch().complete('10');
    await clock.settle();
    expect(state()).toEqual({ synced: true, forbidden: false });
  });

  it('follows what changes', async () => {
    const { watch, content, clock } = await startWatching();
    watch().send(
      modified('a', '11'),
      added('c', '12'),
      deleted('b', '13'),
      bookmark('20'),
    );
    await clock.settle();

    expect(content()).toEqual({ a: '11', c: '12' });
  });

  it('goes on from the last version when a watch ends', async () => {
    const { watch, clock, states } = await startWatching();
    watch().send(added('c', '12'), bookmark('20'));
    await clock.advance(240_000);
    watch().end();
    await clock.settle();

    expect(watch().query).toMatchObject({ resourceVersion: '20' });
    expect(watch().isInitial).toBe(false);
    expect(states.at(-1)?.failure).toBeUndefined();
  });

  it('reads everything again where watches do not resume, and sees what went and came meanwhile', async () => {
    const { watch, clock, content, puts, cluster } = await startWatching({
      cluster: FakeCluster.create({ resumesWatches: false }),
    });
    await clock.advance(240_000);
    watch().end();
    await clock.settle();
    expect(watch().isInitial).toBe(true);
    expect(cluster.openWatches()).toHaveLength(1);

    watch().open().send(added('b', '2'), added('c', '30')).complete('31');
    await clock.settle();
    expect(content()).toEqual({ b: '2', c: '30' });
    expect(puts).toEqual(['c']);
  });

  it('begins again when the stream breaks before all objects came, and keeps what came', async () => {
    const { watch, clock, content, state } = await start();
    watch().open().send(added('a', '1')).fail(BROKEN);
    await clock.settle();
    expect(content()).toEqual({ a: '1' });
    expect(state()).toMatchObject({ synced: false, failure: { tries: 1 } });

    await clock.advance(1_000);
    watch().open().send(added('b', '2')).complete();
    await clock.settle();
    expect(content()).toEqual({ b: '2' });
    expect(state()).toEqual({ synced: true, forbidden: false });
  });

  it('asks for a stream again when one ends before all objects came', async () => {
    const { watch, clock, cluster } = await start();
    watch().open().send(added('a', '1')).end();
    await clock.advance(1_000);

    expect(watch().isInitial).toBe(true);
    expect(cluster.requests).toEqual([]);
  });

  it('does not take an object over twice that is still the same', async () => {
    const { watch, clock, puts } = await startWatching();
    watch().fail(BROKEN);
    await clock.advance(1_000);
    watch().open().send(added('a', '1'), modified('b', '3'));
    await clock.settle();

    expect(puts).toEqual(['b']);
  });

  it('believes a server that was restarted with older versions', async () => {
    const { watch, clock, content } = await startWatching();
    watch().reject(410);
    await clock.settle();
    watch().open().send(added('a', '0')).complete('5');
    await clock.settle();
    expect(content()).toEqual({ a: '0' });

    await clock.advance(240_000);
    watch().end();
    await clock.settle();
    expect(watch().query).toMatchObject({ resourceVersion: '5' });
  });

  it('forgets an object that is of no interest any more only when it is gone', async () => {
    const { watch, clock, content } = await startWatching({
      put: uid => uid !== 'b',
    });
    watch().send(deleted('b', '11'));
    await clock.settle();

    expect(content()).toEqual({ a: '1' });
  });

  it.each([
    ['without metadata', {}],
    ['that is null', null],
    ['that is a text', 'thing'],
  ])(
    'begins again after an event with an object %s',
    async (_, object: unknown) => {
      const { watch, clock, state, content } = await startWatching();
      watch().send({ type: 'ADDED', object });
      await clock.settle();
      expect(state()).toMatchObject({
        failure: { error: { message: expect.stringContaining('no version') } },
      });

      await clock.advance(1_000);
      watch().open();
      await clock.settle();
      expect(state()?.failure).toBeUndefined();
      expect(content()).toEqual({ a: '1', b: '2' });
    },
  );

  it('leaves out an object that the sink fails at', async () => {
    const { watch, clock, content, logger, state } = await startWatching({
      put: uid => {
        if (uid === 'poison') {
          throw new Error('it is poisonous');
        }
        return true;
      },
    });
    watch().send(added('poison', '11'), added('c', '12'));
    await clock.settle();

    expect(content()).toEqual({ a: '1', b: '2', c: '12' });
    expect(state()?.failure).toBeUndefined();
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('it is poisonous'),
    );
  });
});

describe('reading everything in chunks', () => {
  it.each([400, 405, 422, 501])(
    'is done where streams are refused with %s',
    async status => {
      const cluster = FakeCluster.create();
      cluster.answer = ({ query }) =>
        query?.continue === 'more'
          ? page({ things: [thing('b', '2')], version: '10' })
          : page({ things: [thing('a', '1')], version: '10', token: 'more' });
      const { watch, clock, content, state } = await start({ cluster });
      watch().reject(status);
      await clock.settle();

      expect(cluster.requests.map(({ query }) => query)).toEqual([
        { limit: 500, continue: undefined },
        { limit: 500, continue: 'more' },
      ]);
      expect(content()).toEqual({ a: '1', b: '2' });
      expect(state()).toEqual({ synced: true, forbidden: false });
      expect(watch().query).toMatchObject({ resourceVersion: '10' });
      expect(watch().isInitial).toBe(false);
    },
  );

  it('is done where a stream stays silent before all objects came', async () => {
    const cluster = FakeCluster.create();
    cluster.answer = () => page({ things: [thing('a', '1')], version: '10' });
    const { watch, clock, content } = await start({ cluster });
    const silent = watch().open().send(added('a', '1'));
    await clock.advance(14_000);
    expect(cluster.requests).toEqual([]);

    silent.send(added('b', '2'));
    await clock.advance(14_000);
    expect(cluster.requests).toEqual([]);

    await clock.advance(2_000);
    expect(silent.isOpen).toBe(false);
    expect(cluster.requests).toHaveLength(1);
    expect(content()).toEqual({ a: '1' });
  });

  it('is done where the server says by a bookmark that it has not understood', async () => {
    const cluster = FakeCluster.create();
    cluster.answer = () => page({ things: [], version: '10' });
    const { watch, clock, content } = await start({ cluster });
    watch().open().send(added('a', '1'), bookmark('9'));
    await clock.settle();

    expect(cluster.requests).toHaveLength(1);
    expect(content()).toEqual({});
  });

  it('does not mind silence once all objects came', async () => {
    const { watch, clock, cluster } = await startWatching();
    await clock.advance(120_000);

    expect(watch().isOpen).toBe(true);
    expect(cluster.requests).toEqual([]);
  });

  it('sees what went while nobody watched', async () => {
    const cluster = FakeCluster.create();
    let things = [thing('a', '1'), thing('b', '2')];
    cluster.answer = () => page({ things, version: '10' });
    const { watch, clock, content } = await start({ cluster });
    watch().reject(422);
    await clock.settle();
    things = [thing('b', '2'), thing('c', '3')];
    watch().open().reject(410);
    await clock.settle();

    expect(content()).toEqual({ b: '2', c: '3' });
  });

  it('begins again when the list expires between two chunks, and removes nothing', async () => {
    const cluster = FakeCluster.create();
    cluster.answer = ({ query }) => {
      if (query?.continue) {
        throw rejected(410);
      }
      return page({ things: [thing('a', '1')], version: '10', token: 'more' });
    };
    const { watch, clock, content, state } = await start({ cluster });
    watch().reject(422);
    await clock.settle();
    expect(content()).toEqual({ a: '1' });
    expect(state()?.synced).not.toBe(true);

    await clock.advance(1_000);
    watch().open().send(added('a', '1'), added('b', '2')).complete();
    await clock.settle();
    expect(content()).toEqual({ a: '1', b: '2' });
  });

  it('removes nothing for an answer that is no list', async () => {
    const cluster = FakeCluster.create();
    cluster.answer = () => page({ things: [thing('a', '1')], version: '10' });
    const { watch, clock, content, state } = await start({ cluster });
    watch().reject(422);
    await clock.settle();
    cluster.answer = () => ({ message: 'it works!' });
    watch().open().reject(410);
    await clock.settle();

    expect(content()).toEqual({ a: '1' });
    expect(state()).toMatchObject({
      synced: true,
      failure: {
        error: { message: expect.stringContaining('the answer is not a list') },
      },
    });
  });
});

describe('metadata only', () => {
  it('is asked for, with the whole as the second choice', async () => {
    const { watch } = await start({ metadataOnly: true });

    expect(watch().accept).toBe(
      'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json',
    );
  });

  it('is given up where the server cannot', async () => {
    const { watch, clock, state } = await start({ metadataOnly: true });
    watch().reject(406);
    await clock.settle();

    expect(watch().accept).toBeUndefined();
    expect(watch().isInitial).toBe(true);
    watch().open().complete();
    await clock.settle();
    expect(state()).toEqual({ synced: true, forbidden: false });
  });

  it('is nothing that other resources give up', async () => {
    const { watch, clock, state, cluster } = await start();
    watch().reject(406);
    await clock.settle();

    expect(cluster.watches).toHaveLength(1);
    expect(state()).toMatchObject({ failure: { error: { status: 406 } } });
  });
});

describe('trouble', () => {
  it('waits longer each time, by chance less, and at most 30 seconds', async () => {
    const clock = FakeClock.create({ random: 1 });
    const { watch, cluster } = await startWatching({ clock });
    const waits: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      const count = cluster.watches.length;
      watch().fail(BROKEN);
      await clock.settle();
      const brokeAt = clock.now();
      while (cluster.watches.length === count) {
        await clock.advance(100);
      }
      waits.push(clock.now() - brokeAt);
    }

    expect(waits).toEqual([
      800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000,
    ]);
  });

  it('counts the tries until the cluster is heard of', async () => {
    const { watch, clock, states } = await startWatching();
    watch().fail(BROKEN);
    await clock.settle();
    const since = clock.now();
    await clock.advance(1_000);
    watch().fail(BROKEN);
    await clock.settle();
    expect(states.at(-1)).toEqual({
      synced: true,
      forbidden: false,
      failure: { since, tries: 2, error: BROKEN },
    });

    await clock.advance(1_000);
    watch().open();
    expect(states.at(-1)).toEqual({ synced: true, forbidden: false });
  });

  it('goes on waiting longer when streams end as soon as they began', async () => {
    const clock = FakeClock.create({ random: 1 });
    const { watch, cluster } = await startWatching({ clock });
    for (let tries = 0; tries < 3; tries += 1) {
      watch().open().end();
      await clock.settle();
      await clock.advance(800 * 2 ** tries);
    }
    const { length } = cluster.watches;
    watch().open().end();
    await clock.advance(6_000);
    expect(cluster.watches).toHaveLength(length);

    await clock.advance(400);
    expect(cluster.watches).toHaveLength(length + 1);
  });

  it('begins with short waits again after a stream that lived', async () => {
    const clock = FakeClock.create({ random: 1 });
    const { watch, cluster } = await startWatching({ clock });
    for (let tries = 0; tries < 4; tries += 1) {
      watch().fail(BROKEN);
      await clock.advance(10_000);
    }
    watch().open();
    await clock.advance(11_000);
    const { length } = cluster.watches;
    watch().fail(BROKEN);
    await clock.advance(800);

    expect(cluster.watches).toHaveLength(length + 1);
  });

  it('waits as long as a busy server asks for', async () => {
    const { watch, clock, cluster } = await startWatching();
    watch().reject(429, 20);
    await clock.advance(19_000);
    expect(cluster.watches).toHaveLength(1);

    await clock.advance(1_000);
    expect(cluster.watches).toHaveLength(2);
  });

  it('does not wait for hours, whatever a server asks for', async () => {
    const { watch, clock, cluster } = await startWatching();
    watch().reject(503, 86_400);
    await clock.advance(300_000);

    expect(cluster.watches).toHaveLength(2);
  });

  it('reads everything at once when its version is forgotten, and slowly when that goes on', async () => {
    const { watch, clock, cluster } = await startWatching({
      clock: FakeClock.create({ random: 1 }),
    });
    await clock.advance(60_000);
    watch().send({
      type: 'ERROR',
      object: { code: 410, reason: 'Expired', message: 'too old' },
    });
    await clock.settle();
    expect(cluster.watches).toHaveLength(2);
    expect(watch().isInitial).toBe(true);

    watch().reject(410);
    await clock.advance(1_500);
    expect(cluster.watches).toHaveLength(2);
    await clock.advance(100);
    expect(cluster.watches).toHaveLength(3);
  });

  it.each([
    [500, 'InternalError'],
    [401, 'Unauthorized'],
    [504, 'Timeout'],
  ])(
    'goes on from its version after an error event of %s',
    async (code, reason) => {
      const { watch, clock, content } = await startWatching();
      watch().send(added('c', '12'), {
        type: 'ERROR',
        object: { code, reason, message: 'a bad moment' },
      });
      await clock.advance(1_000);

      expect(watch().query).toMatchObject({ resourceVersion: '12' });
      expect(content()).toMatchObject({ c: '12' });
    },
  );

  it('does not take the words of an error event for an object', async () => {
    const { watch, clock, state } = await startWatching();
    watch().send({ type: 'ERROR', object: 'nonsense' });
    await clock.settle();

    expect(state()).toMatchObject({
      failure: { error: { kind: 'rejected', status: 500 } },
    });
  });

  it('reconnects when it is told that the stream is dead', async () => {
    const { watch, clock, cluster } = await startWatching();
    const dead = watch();
    reflector?.reconnect(new Error('nobody there'));
    await clock.advance(1_000);

    expect(dead.isOpen).toBe(false);
    expect(cluster.openWatches()).toHaveLength(1);
    expect(watch().query).toMatchObject({ resourceVersion: '10' });
  });
});

describe('the end of an outage', () => {
  it('is not waited for when others get through', async () => {
    const { watch, clock, cluster } = await startWatching({
      clock: FakeClock.create({ random: 1 }),
    });
    watch().fail(BROKEN);
    await clock.advance(800);
    watch().fail(BROKEN);
    await clock.advance(100);
    const { length } = cluster.watches;
    reflector?.retry();
    await clock.settle();

    expect(cluster.watches).toHaveLength(length + 1);
  });

  it.each([
    ['in its first moments', 1, () => BROKEN],
    ['of a right', 2, () => rejected(403)],
    ['of an unknown token', 2, () => rejected(401)],
    [
      'that the server asked for',
      2,
      () =>
        new ClusterError({
          cluster: 'test',
          kind: 'rejected',
          status: 503,
          retryAfterSeconds: 60,
          message: 'busy',
        }),
    ],
  ])('is waited for %s', async (_, tries, getError) => {
    const { watch, clock, cluster } = await startWatching();
    for (let count = 0; count < tries; count += 1) {
      watch().fail(getError());
      await clock.settle();
      if (count + 1 < tries) {
        await clock.advance(60_000);
      }
    }
    const { length } = cluster.watches;
    reflector?.retry();
    await clock.settle();

    expect(cluster.watches).toHaveLength(length);
  });
});

describe('what may not be read', () => {
  it('is asked for again soon, because a server that just started refuses everything', async () => {
    const { watch, clock, state, cluster } = await start();
    watch().reject(403);
    await clock.settle();
    expect(state()).toEqual({ synced: false, forbidden: true });

    await clock.advance(3_000);
    expect(cluster.watches).toHaveLength(2);
    watch().open().send(added('a', '1')).complete();
    await clock.settle();
    expect(state()).toEqual({ synced: true, forbidden: false });
  });

  it('is asked for seldom afterwards', async () => {
    const { watch, clock, cluster } = await start();
    watch().reject(403);
    await clock.advance(3_000);
    watch().reject(403);
    await clock.advance(44_000);
    expect(cluster.watches).toHaveLength(2);

    await clock.advance(1_000);
    expect(cluster.watches).toHaveLength(3);
  });

  it('stays known for a moment, and is forgotten when the right is really gone', async () => {
    const { watch, clock, state, content } = await startWatching();
    watch().reject(403);
    await clock.settle();
    expect(content()).toEqual({ a: '1', b: '2' });
    expect(state()).toEqual({ synced: true, forbidden: false });

    await clock.advance(3_000);
    watch().reject(403);
    await clock.settle();
    expect(content()).toEqual({});
    expect(state()).toEqual({ synced: false, forbidden: true });
  });
});

describe('stopping', () => {
  it('leaves nothing behind in the middle of a stream', async () => {
    const { watch, clock, cluster, content } = await start();
    watch().open().send(added('a', '1'));
    await clock.settle();
    await reflector?.stop();
    watch().send(added('b', '2')).complete();
    await clock.advance(600_000);

    expect(content()).toEqual({ a: '1' });
    expect(cluster.openWatches()).toEqual([]);
    expect(cluster.watches).toHaveLength(1);
  });

  it('leaves nothing behind in the middle of a list', async () => {
    const cluster = FakeCluster.create();
    let answer: (page: unknown) => void = () => {};
    cluster.answer = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    const { watch, clock, content } = await start({ cluster });
    watch().reject(422);
    await clock.settle();
    const stopped = reflector?.stop();
    answer(page({ things: [thing('a', '1')], version: '10', token: 'more' }));
    await stopped;
    await clock.advance(600_000);

    expect(content()).toEqual({});
    expect(cluster.watches).toHaveLength(1);
    expect(cluster.requests).toHaveLength(1);
  });

  it('leaves nothing behind while it waits', async () => {
    const { watch, clock, cluster } = await start();
    watch().fail(BROKEN);
    await clock.settle();
    await reflector?.stop();
    await clock.advance(600_000);

    expect(cluster.watches).toHaveLength(1);
  });

  it('may be asked for twice', async () => {
    await startWatching();
    await reflector?.stop();
    await expect(reflector?.stop()).resolves.toBeUndefined();
  });
});
