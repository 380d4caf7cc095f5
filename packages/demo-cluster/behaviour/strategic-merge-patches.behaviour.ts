import { expectStatus } from './support/answer';
import { guestbook } from './support/objects';
import { createIdle, patchPod } from './support/idleDeployment';
import { usePlace } from './support/place';

const place = usePlace();

const DATA = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };

describe('a strategic merge patch', () => {
  it('merges containers by name', async () => {
    await createIdle(place());
    const { containers } = await patchPod(place(), {
      containers: [{ name: 'side', image: 'localhost/guestbook:2' }],
    });

    expect(containers.map(({ name, image }) => [name, image])).toEqual([
      ['app', 'localhost/guestbook:1'],
      ['side', 'localhost/guestbook:2'],
    ]);
  });

  it('merges environment variables by name', async () => {
    await createIdle(place());
    const { containers } = await patchPod(place(), {
      containers: [
        {
          name: 'app',
          env: [
            { name: 'B', value: '3' },
            { name: 'C', value: '4' },
          ],
        },
      ],
    });
    const { env } =
      containers.find(({ name }) => name === 'app') ?? containers[0];

    expect(
      Object.fromEntries(env.map(({ name, value }) => [name, value])),
    ).toEqual({ A: '1', B: '3', C: '4' });
  });

  it('merges ports by their number and protocol', async () => {
    await createIdle(place());
    const { containers } = await patchPod(place(), {
      containers: [
        {
          name: 'app',
          ports: [
            { containerPort: 8080, protocol: 'TCP', name: 'http' },
            { containerPort: 9090, protocol: 'TCP' },
          ],
        },
      ],
    });
    const { ports } =
      containers.find(({ name }) => name === 'app') ?? containers[0];

    expect(ports).toHaveLength(2);
    expect(ports).toContainEqual({
      containerPort: 8080,
      protocol: 'TCP',
      name: 'http',
    });
  });

  it('merges volumes by name and mounts by path', async () => {
    await createIdle(place());
    await patchPod(place(), {
      volumes: [DATA],
      containers: [
        { name: 'app', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      ],
    });
    const { volumes, containers } = await patchPod(place(), {
      volumes: [{ name: 'cache', emptyDir: {} }],
      containers: [
        {
          name: 'app',
          volumeMounts: [
            { mountPath: '/data', name: 'data', subPath: 'inner' },
            { mountPath: '/cache', name: 'cache' },
          ],
        },
      ],
    });
    const { volumeMounts } =
      containers.find(({ name }) => name === 'app') ?? containers[0];

    expect(volumes.map(({ name }) => name)).toEqual(['cache', 'data']);
    expect(volumes).toContainEqual(DATA);
    expect(volumeMounts).toEqual([
      { mountPath: '/data', name: 'data', subPath: 'inner' },
      { mountPath: '/cache', name: 'cache' },
    ]);
  });

  it('deletes an item with $patch: delete', async () => {
    await createIdle(place());
    await patchPod(place(), {
      volumes: [DATA],
      containers: [
        { name: 'app', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      ],
    });
    const { volumes, containers } = await patchPod(place(), {
      volumes: [{ $patch: 'delete', name: 'data' }],
      containers: [
        {
          name: 'app',
          volumeMounts: [{ $patch: 'delete', mountPath: '/data' }],
        },
      ],
    });

    expect(volumes ?? []).toEqual([]);
    expect(
      containers.find(({ name }) => name === 'app')?.volumeMounts ?? [],
    ).toEqual([]);
  });

  it('does nothing when the item to delete is not there', async () => {
    const before = await createIdle(place());
    const after = await patchPod(place(), {
      volumes: [{ $patch: 'delete', name: 'nothing' }],
    });

    expect(after).toEqual(before.spec.template.spec);
  });

  it('replaces a list with $patch: replace among its items', async () => {
    await createIdle(place());
    const { containers } = await patchPod(place(), {
      containers: [{ $patch: 'replace' }, guestbook({ name: 'only' })],
    });

    expect(containers.map(({ name }) => name)).toEqual(['only']);
  });

  it('replaces an object with $patch: replace in it', async () => {
    await createIdle(place(), {}, { labels: { app: 'web', a: '1' } });
    const { metadata } = (
      await place().deployments.patch('web', {
        metadata: { labels: { $patch: 'replace', b: '2' } },
      })
    ).ok();

    expect(metadata.labels).toEqual({ b: '2' });
  });

  it('keeps only the keys that $retainKeys names', async () => {
    await createIdle(place());
    const { spec } = (
      await place().deployments.patch('web', {
        spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
      })
    ).ok();

    expect(spec.strategy).toEqual({ type: 'Recreate' });
  });

  it('cannot switch to Recreate while rollingUpdate stays', async () => {
    await createIdle(place());
    const status = expectStatus(
      await place().deployments.patch('web', {
        spec: { strategy: { type: 'Recreate' } },
      }),
      {
        code: 422,
        reason: 'Invalid',
      },
    );

    expect(status.message).toMatch(
      /^Deployment\.apps "web" is invalid: spec\.strategy\.rollingUpdate: Forbidden: may not be specified when strategy `type` is 'Recreate'$/,
    );
  });

  it('removes values from a list of plain values with $deleteFromPrimitiveList', async () => {
    await createIdle(
      place(),
      {},
      { finalizers: ['example.com/a', 'example.com/b'] },
    );
    const removed = await place().deployments.patch('web', {
      metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/a'] },
    });

    expect(removed.ok().metadata.finalizers).toEqual(['example.com/b']);
    (
      await place().deployments.patch('web', { metadata: { finalizers: null } })
    ).ok();
  });

  it('puts new values of a list that merges before those that are there', async () => {
    await createIdle(place(), {}, { finalizers: ['example.com/a'] });
    const added = await place().deployments.patch('web', {
      metadata: { finalizers: ['example.com/b'] },
    });

    expect(added.ok().metadata.finalizers).toEqual([
      'example.com/b',
      'example.com/a',
    ]);
    (
      await place().deployments.patch('web', { metadata: { finalizers: null } })
    ).ok();
  });

  it('orders items as $setElementOrder says', async () => {
    await createIdle(place());
    const { containers } = await patchPod(place(), {
      '$setElementOrder/containers': [{ name: 'side' }, { name: 'app' }],
      containers: [{ name: 'app', image: 'localhost/guestbook:2' }],
    });

    expect(containers.map(({ name }) => name)).toEqual(['side', 'app']);
  });

  it('replaces a list without a merge key', async () => {
    await createIdle(place());
    await patchPod(place(), {
      containers: [{ name: 'app', command: ['sleep', '1'] }],
    });
    const { containers } = await patchPod(place(), {
      containers: [{ name: 'app', command: ['sleep'] }],
    });

    expect(containers.find(({ name }) => name === 'app')?.command).toEqual([
      'sleep',
    ]);
  });

  it('is refused when an item lacks the merge key', async () => {
    await createIdle(place());
    const answer = await place().deployments.patch('web', {
      spec: { template: { spec: { containers: [{ image: 'x' }] } } },
    });

    expect(answer.code).toBeGreaterThanOrEqual(400);
    expect(answer.status.message).toMatch(
      /does not contain declared merge key: name/,
    );
  });

  it('is refused with a directive that does not exist', async () => {
    await createIdle(place());
    const answer = await place().deployments.patch('web', {
      spec: { strategy: { $patch: 'nonsense' } },
    });

    expect(answer.code).toBeGreaterThanOrEqual(400);
    expect(answer.status.message).toMatch(/nonsense/);
  });
});
