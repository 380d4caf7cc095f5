import { expectStatus } from './support/answer';
import { client } from './support/cluster';
import { claim, deployment, guestbook } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

/** A Deployment that nothing runs, with a container `app` and a container `side`. */
async function create(spec: object = {}, metadata: object = {}) {
  const wanted = deployment({
    spec: { replicas: 0, ...spec },
    pod: {
      containers: [
        guestbook({
          env: [
            { name: 'A', value: '1' },
            { name: 'B', value: '2' },
          ],
        }),
        guestbook({
          name: 'side',
          ports: undefined,
          readinessProbe: undefined,
        }),
      ],
    },
  });
  return (
    await place().deployments.create({
      ...wanted,
      metadata: { ...wanted.metadata, ...metadata },
    })
  ).ok();
}

/** The same once its controller has nothing more to write about it. */
async function settled() {
  await create();
  return place().deployments.until('web', ({ status }) =>
    expect(status.conditions).toContainEqual(
      expect.objectContaining({ reason: 'NewReplicaSetAvailable' }),
    ),
  );
}

/** Sends a strategic merge patch of the pod's spec and returns the pod's spec. */
async function patchPod(spec: object) {
  return (
    await place().deployments.patch('web', { spec: { template: { spec } } })
  ).ok().spec.template.spec;
}

const DATA = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };

describe('a JSON merge patch', () => {
  const merge = async (body: object) =>
    (await place().deployments.patch('web', body, { type: 'merge' })).ok();

  it('changes what it names, removes what it sets to null and leaves the rest', async () => {
    await create({}, { labels: { app: 'web', a: '1', b: '2' } });
    const { metadata, spec } = await merge({
      metadata: { labels: { a: null, b: '3', c: '4' } },
    });

    expect(metadata.labels).toEqual({ app: 'web', b: '3', c: '4' });
    expect(spec.replicas).toBe(0);
  });

  it('replaces a list as a whole', async () => {
    await create();
    const { spec } = await merge({
      spec: {
        template: { spec: { containers: [guestbook({ name: 'only' })] } },
      },
    });

    expect(spec.template.spec.containers.map(({ name }) => name)).toEqual([
      'only',
    ]);
  });

  it('brings a default back when a field is removed', async () => {
    await create({ revisionHistoryLimit: 3 });

    expect(
      (await merge({ spec: { revisionHistoryLimit: null } })).spec
        .revisionHistoryLimit,
    ).toBe(10);
  });

  it('is refused when it is no JSON', async () => {
    await create();
    const answer = await client.call(
      'PATCH',
      `${place().deployments.path}/web`,
      {
        body: '{"spec"',
        contentType: 'application/merge-patch+json',
      },
    );

    expectStatus(answer, { code: 400, reason: 'BadRequest' });
  });

  it('is refused when what it makes is invalid', async () => {
    await create();

    expectStatus(
      await place().deployments.patch(
        'web',
        { spec: { replicas: -1 } },
        { type: 'merge' },
      ),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      },
    );
  });
});

describe('a strategic merge patch', () => {
  it('merges containers by name', async () => {
    await create();
    const { containers } = await patchPod({
      containers: [{ name: 'side', image: 'localhost/guestbook:2' }],
    });

    expect(containers.map(({ name, image }) => [name, image])).toEqual([
      ['app', 'localhost/guestbook:1'],
      ['side', 'localhost/guestbook:2'],
    ]);
  });

  it('merges environment variables by name', async () => {
    await create();
    const { containers } = await patchPod({
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
    await create();
    const { containers } = await patchPod({
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
    await create();
    await patchPod({
      volumes: [DATA],
      containers: [
        { name: 'app', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      ],
    });
    const { volumes, containers } = await patchPod({
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
    await create();
    await patchPod({
      volumes: [DATA],
      containers: [
        { name: 'app', volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      ],
    });
    const { volumes, containers } = await patchPod({
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
    const before = await create();
    const after = await patchPod({
      volumes: [{ $patch: 'delete', name: 'nothing' }],
    });

    expect(after).toEqual(before.spec.template.spec);
  });

  it('replaces a list with $patch: replace among its items', async () => {
    await create();
    const { containers } = await patchPod({
      containers: [{ $patch: 'replace' }, guestbook({ name: 'only' })],
    });

    expect(containers.map(({ name }) => name)).toEqual(['only']);
  });

  it('replaces an object with $patch: replace in it', async () => {
    await create({}, { labels: { app: 'web', a: '1' } });
    const { metadata } = (
      await place().deployments.patch('web', {
        metadata: { labels: { $patch: 'replace', b: '2' } },
      })
    ).ok();

    expect(metadata.labels).toEqual({ b: '2' });
  });

  it('keeps only the keys that $retainKeys names', async () => {
    await create();
    const { spec } = (
      await place().deployments.patch('web', {
        spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
      })
    ).ok();

    expect(spec.strategy).toEqual({ type: 'Recreate' });
  });

  it('cannot switch to Recreate while rollingUpdate stays', async () => {
    await create();
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
    await create({}, { finalizers: ['example.com/a', 'example.com/b'] });
    const removed = await place().deployments.patch('web', {
      metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/a'] },
    });

    expect(removed.ok().metadata.finalizers).toEqual(['example.com/b']);
    (
      await place().deployments.patch('web', { metadata: { finalizers: null } })
    ).ok();
  });

  it('puts new values of a list that merges before those that are there', async () => {
    await create({}, { finalizers: ['example.com/a'] });
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
    await create();
    const { containers } = await patchPod({
      '$setElementOrder/containers': [{ name: 'side' }, { name: 'app' }],
      containers: [{ name: 'app', image: 'localhost/guestbook:2' }],
    });

    expect(containers.map(({ name }) => name)).toEqual(['side', 'app']);
  });

  it('replaces a list without a merge key', async () => {
    await create();
    await patchPod({ containers: [{ name: 'app', command: ['sleep', '1'] }] });
    const { containers } = await patchPod({
      containers: [{ name: 'app', command: ['sleep'] }],
    });

    expect(containers.find(({ name }) => name === 'app')?.command).toEqual([
      'sleep',
    ]);
  });

  it('is refused when an item lacks the merge key', async () => {
    await create();
    const answer = await place().deployments.patch('web', {
      spec: { template: { spec: { containers: [{ image: 'x' }] } } },
    });

    expect(answer.code).toBeGreaterThanOrEqual(400);
    expect(answer.status.message).toMatch(
      /does not contain declared merge key: name/,
    );
  });

  it('is refused with a directive that does not exist', async () => {
    await create();
    const answer = await place().deployments.patch('web', {
      spec: { strategy: { $patch: 'nonsense' } },
    });

    expect(answer.code).toBeGreaterThanOrEqual(400);
    expect(answer.status.message).toMatch(/nonsense/);
  });
});

describe('the patch that attaches a claim', () => {
  const attach = (resourceVersion: string) => ({
    metadata: {
      resourceVersion,
      annotations: { 'backstage-persistence/attachments': '{"claim":"data"}' },
    },
    spec: {
      strategy: { $retainKeys: ['type'], type: 'Recreate' },
      template: {
        spec: {
          volumes: [
            {
              name: 'vol-data',
              persistentVolumeClaim: { claimName: 'svc-data' },
            },
          ],
          containers: [
            {
              name: 'app',
              volumeMounts: [{ name: 'vol-data', mountPath: '/data' }],
            },
          ],
        },
      },
    },
  });
  const query = {
    fieldManager: 'backstage-persistence',
    fieldValidation: 'Strict',
  };

  it('adds volume, mount, strategy and annotation at once', async () => {
    const { metadata } = await settled();
    const { spec, metadata: after } = (
      await place().deployments.patch('web', attach(metadata.resourceVersion), {
        query,
      })
    ).ok();

    expect(spec.strategy).toEqual({ type: 'Recreate' });
    expect(spec.template.spec.volumes).toEqual([
      { name: 'vol-data', persistentVolumeClaim: { claimName: 'svc-data' } },
    ]);
    expect(
      spec.template.spec.containers.find(({ name }) => name === 'app'),
    ).toMatchObject({
      image: 'localhost/guestbook:1',
      volumeMounts: [{ name: 'vol-data', mountPath: '/data' }],
    });
    expect(after.annotations).toMatchObject({
      'backstage-persistence/attachments': '{"claim":"data"}',
    });
    expect(after.generation).toBe(2);
  });

  it('shows in a dry run what it would do, and does not do it', async () => {
    const before = await settled();
    const shown = await place().deployments.patch(
      'web',
      attach(before.metadata.resourceVersion),
      {
        query: { ...query, dryRun: 'All' },
      },
    );
    const after = (await place().deployments.get('web')).ok();

    expect(shown.ok().spec.strategy).toEqual({ type: 'Recreate' });
    expect(shown.ok().spec.template.spec.volumes).toHaveLength(1);
    expect(after.spec).toEqual(before.spec);
  });

  it('is undone by the patch that detaches', async () => {
    const before = await settled();
    (
      await place().deployments.patch(
        'web',
        attach(before.metadata.resourceVersion),
        { query },
      )
    ).ok();
    const detached = (
      await place().deployments.patch(
        'web',
        {
          metadata: {
            annotations: { 'backstage-persistence/attachments': null },
          },
          spec: {
            strategy: {
              $retainKeys: ['type', 'rollingUpdate'],
              ...before.spec.strategy,
            },
            template: {
              spec: {
                volumes: [{ $patch: 'delete', name: 'vol-data' }],
                containers: [
                  {
                    name: 'app',
                    volumeMounts: [{ $patch: 'delete', mountPath: '/data' }],
                  },
                ],
              },
            },
          },
        },
        { query },
      )
    ).ok();

    expect(detached.spec.strategy).toEqual(before.spec.strategy);
    expect(detached.spec.template.spec.volumes ?? []).toEqual([]);
    expect(
      detached.spec.template.spec.containers.flatMap(
        ({ volumeMounts }) => volumeMounts ?? [],
      ),
    ).toEqual([]);
    expect(detached.metadata.annotations ?? {}).not.toHaveProperty(
      'backstage-persistence/attachments',
    );
  });

  it('replaces an emptyDir in place', async () => {
    await create();
    await patchPod({
      volumes: [{ name: 'data', emptyDir: { sizeLimit: '1Gi' } }],
    });
    const patch = {
      spec: { template: { spec: { volumes: [{ ...DATA, emptyDir: null }] } } },
    };
    const { spec } = (
      await place().deployments.patch('web', patch, { query })
    ).ok();

    expect(spec.template.spec.volumes).toEqual([DATA]);
  });

  it('cannot add a second source to a volume', async () => {
    await create();
    await patchPod({
      volumes: [{ name: 'data', emptyDir: { sizeLimit: '1Gi' } }],
    });

    expectStatus(
      await place().deployments.patch('web', {
        spec: { template: { spec: { volumes: [DATA] } } },
      }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /spec\.template\.spec\.volumes\[0\]\.persistentVolumeClaim: Forbidden: may not specify more than 1 volume type/,
      },
    );
  });

  it('may not carry $retainKeys inside a volume when fields are checked', async () => {
    await create();
    const patch = {
      spec: {
        template: {
          spec: {
            volumes: [
              { ...DATA, $retainKeys: ['name', 'persistentVolumeClaim'] },
            ],
          },
        },
      },
    };
    const status = expectStatus(
      await place().deployments.patch('web', patch, { query }),
      { code: 422, reason: 'Invalid' },
    );

    expect(status.message).toMatch(
      /unknown field "spec\.template\.spec\.volumes\[0\]\.\$retainKeys"/,
    );
    const warned = await place().deployments.patch('web', patch, {
      query: { fieldValidation: 'Warn' },
    });
    expect(warned.ok().spec.template.spec.volumes).toEqual([DATA]);
    expect(warned.warnings).toEqual([
      expect.stringMatching(
        /unknown field "spec\.template\.spec\.volumes\[0\]\.\$retainKeys"/,
      ),
    ]);
  });
});

describe('what no patch may change', () => {
  it('is the selector of a Deployment', async () => {
    await create();
    const patch = {
      spec: {
        selector: { matchLabels: { app: 'other' } },
        template: { metadata: { labels: { app: 'other' } } },
      },
    };

    expectStatus(await place().deployments.patch('web', patch), {
      code: 422,
      reason: 'Invalid',
      message: /spec\.selector: Invalid value: .*: field is immutable/,
    });
  });

  it('is the spec of a claim, but for its size and its attributes', async () => {
    (await place().claims.create(claim())).ok();

    expectStatus(
      await place().claims.patch('data', {
        spec: { accessModes: ['ReadWriteMany'] },
      }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /^PersistentVolumeClaim "data" is invalid: spec: Forbidden: spec is immutable after creation except resources\.requests and volumeAttributesClassName for bound claims/,
      },
    );
  });

  it('is the size of a claim that is not bound', async () => {
    (await place().claims.create(claim())).ok();

    expectStatus(
      await place().claims.patch('data', {
        spec: { resources: { requests: { storage: '128Mi' } } },
      }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /spec is immutable after creation except resources\.requests and volumeAttributesClassName for bound claims/,
      },
    );
  });

  it('is most of the spec of a StatefulSet', async () => {
    (
      await place().statefulSets.create({
        metadata: { name: 'db' },
        spec: {
          replicas: 0,
          serviceName: 'db',
          selector: { matchLabels: { app: 'db' } },
          template: {
            metadata: { labels: { app: 'db' } },
            spec: { containers: [guestbook()] },
          },
        },
      })
    ).ok();
    const patch = { spec: { volumeClaimTemplates: [claim()] } };

    expectStatus(await place().statefulSets.patch('db', patch), {
      code: 422,
      reason: 'Invalid',
      message:
        'StatefulSet.apps "db" is invalid: spec: Forbidden: updates to statefulset spec for fields other than ' +
        "'replicas', 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit', " +
        "'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden",
    });
  });

  it('is the name of an object', async () => {
    await create();
    const answer = await place().deployments.patch('web', {
      metadata: { name: 'other' },
    });

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message:
        'the name of the object (other) does not match the name on the URL (web)',
    });
  });
});
