import { expectStatus } from './support/answer';
import { createIdle, createSettled, patchPod } from './support/idleDeployment';
import { usePlace } from './support/place';

const place = usePlace();

const DATA = { name: 'data', persistentVolumeClaim: { claimName: 'data' } };

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
    const { metadata } = await createSettled(place());
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
    const before = await createSettled(place());
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
    const before = await createSettled(place());
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
    await createIdle(place());
    await patchPod(place(), {
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
    await createIdle(place());
    await patchPod(place(), {
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
    await createIdle(place());
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
