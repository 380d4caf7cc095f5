import type { Pod } from 'kubernetes-types/core/v1';
import { eventually, throughout } from './support/eventually';
import { claim, deployment, IMAGES, withClaim } from './support/objects';
import { isReady, usePlace } from './support/place';
import type { Live } from './support/resource';
import { rolledOut } from './support/rollout';
import type { WatchReader } from './support/watch';

const place = usePlace();
const setImage = (image: string) =>
  place().deployments.patch('web', {
    spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
  });
const onNode = (name: string) => ({ 'kubernetes.io/hostname': name });
const moveTo = (node: string) =>
  place().deployments.patch('web', {
    spec: { template: { spec: { nodeSelector: onNode(node) } } },
  });

/** What a watch of pods saw: after every event, which pods there were and which of them were ready. */
function history(reader: WatchReader<Live<Pod>>) {
  const pods = new Map<string, Live<Pod>>();
  return reader.events
    .filter(({ type }) => type !== 'BOOKMARK')
    .map(({ type, object }) => {
      if (type === 'DELETED') {
        pods.delete(object.metadata.name);
      } else {
        pods.set(object.metadata.name, object);
      }
      const all = [...pods.values()];
      return {
        all: all.length,
        living: all.filter(each => !each.metadata.deletionTimestamp).length,
        ready: all.filter(isReady).length,
      };
    });
}

/** Rolls a new image out and returns what happened to the pods meanwhile. */
async function observe(options: Parameters<typeof deployment>[0]) {
  (await place().deployments.create(deployment(options))).ok();
  await rolledOut(place(), 'web');
  const reader = await place().pods.watch();
  const existing = options?.spec?.replicas ?? 1;
  await eventually(() =>
    expect(reader.events.length).toBeGreaterThanOrEqual(existing),
  );
  (await setImage(IMAGES.guestbook2)).ok();
  await rolledOut(place(), 'web');
  await eventually(async () =>
    expect(await place().pods.labelled({ app: 'web' })).toHaveLength(existing),
  );
  reader.close();
  return history(reader).slice(existing);
}

describe('a rolling update', () => {
  it('of one replica brings the new pod before the old one goes', async () => {
    const moments = await observe({});

    expect(Math.min(...moments.map(({ ready }) => ready))).toBe(1);
    expect(Math.max(...moments.map(({ living }) => living))).toBe(2);
  });

  it('without surge lets the old pod go first', async () => {
    const strategy = {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    };
    const moments = await observe({ spec: { strategy } });

    expect(Math.max(...moments.map(({ living }) => living))).toBe(1);
    expect(Math.min(...moments.map(({ ready }) => ready))).toBe(0);
  });

  it('of three replicas keeps within surge and unavailability', async () => {
    const strategy = {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 1 },
    };
    const moments = await observe({ spec: { replicas: 3, strategy } });

    expect(
      Math.min(...moments.map(({ ready }) => ready)),
    ).toBeGreaterThanOrEqual(2);
    expect(
      Math.max(...moments.map(({ living }) => living)),
    ).toBeLessThanOrEqual(4);
  });

  it('of a pod that never becomes ready leaves the old one alone', async () => {
    (await place().deployments.create(deployment())).ok();
    await rolledOut(place(), 'web');
    const before = await place().readyPod({ app: 'web' });
    const readinessProbe = {
      exec: { command: ['test', '-e', '/nothing'] },
      httpGet: null,
      periodSeconds: 1,
    };
    const patch = {
      spec: {
        template: { spec: { containers: [{ name: 'app', readinessProbe }] } },
      },
    };
    (await place().deployments.patch('web', patch)).ok();
    await eventually(async () => {
      const pods = await place().pods.labelled({ app: 'web' });
      expect(pods.map(({ status }) => status.phase)).toEqual([
        'Running',
        'Running',
      ]);
    });

    await throughout(1_000, async () => {
      const old = (await place().pods.get(before.metadata.name)).ok();
      expect([old.metadata.deletionTimestamp, isReady(old)]).toEqual([
        undefined,
        true,
      ]);
    });
  });
});

describe('Recreate', () => {
  it('never has two pods at once', async () => {
    const moments = await observe({ spec: { strategy: { type: 'Recreate' } } });

    expect(Math.max(...moments.map(({ all }) => all))).toBe(1);
    expect(Math.min(...moments.map(({ all }) => all))).toBe(0);
  });
});

describe('a claim that one node at a time can use', () => {
  /** A Deployment over a claim, running on n1 and about to move to n2. */
  async function move(strategy: object) {
    (await place().claims.create(claim())).ok();
    (
      await place().deployments.create(
        deployment({
          spec: { strategy },
          pod: { ...withClaim(), nodeSelector: onNode('n1') },
        }),
      )
    ).ok();
    await rolledOut(place(), 'web');
    const before = await place().readyPod({ app: 'web' });
    await place().shell(before.metadata.name, 'echo precious > /data/1.txt');
    (await moveTo('n2')).ok();
    return before;
  }

  const newPod = (old: string) =>
    eventually(async () => {
      const [pod] = (await place().pods.labelled({ app: 'web' })).filter(
        ({ metadata }) => metadata.name !== old,
      );
      expect(pod?.spec.nodeName).toBe('n2');
      return pod;
    });

  it('deadlocks a rolling update to another node; Recreate cures it without loss', async () => {
    const before = await move({ type: 'RollingUpdate' });
    const stuck = await newPod(before.metadata.name);
    const { spec } = (await place().claims.get('data')).ok();
    const event = await place().event(stuck, 'FailedAttachVolume');

    expect(event).toMatchObject({
      type: 'Warning',
      message: expect.stringMatching(
        new RegExp(
          `^Multi-Attach error for volume "${spec.volumeName}" Volume is already used by pod\\(s\\) ${before.metadata.name}`,
        ),
      ),
    });
    await throughout(1_500, async () => {
      const pod = (await place().pods.get(stuck.metadata.name)).ok();
      expect(pod.status.phase).toBe('Pending');
      expect(isReady((await place().pods.get(before.metadata.name)).ok())).toBe(
        true,
      );
    });

    (
      await place().deployments.patch('web', {
        spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
      })
    ).ok();
    await rolledOut(place(), 'web');
    const after = await place().readyPod({ app: 'web' });
    expect(after.spec.nodeName).toBe('n2');
    expect(await place().shell(after.metadata.name, 'cat /data/1.txt')).toBe(
      'precious',
    );
  });

  it('follows a Recreate to another node', async () => {
    await move({ type: 'Recreate' });
    await rolledOut(place(), 'web');
    const after = await place().readyPod({ app: 'web' });

    expect(after.spec.nodeName).toBe('n2');
    expect(await place().shell(after.metadata.name, 'cat /data/1.txt')).toBe(
      'precious',
    );
  });

  it('serves two pods on the same node', async () => {
    (await place().claims.create(claim())).ok();
    (
      await place().deployments.create(
        deployment({
          spec: { replicas: 2 },
          pod: { ...withClaim(), nodeSelector: onNode('n1') },
        }),
      )
    ).ok();
    await rolledOut(place(), 'web');
    const [one, two] = await place().pods.labelled({ app: 'web' });
    await place().shell(one.metadata.name, 'echo shared > /data/1.txt');

    expect(await place().shell(two.metadata.name, 'cat /data/1.txt')).toBe(
      'shared',
    );
  });
});
