import { expectStatus } from './support/answer';
import { claim, deployment, pod } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

/** Creates a quota and waits until the cluster has counted what is there. */
async function quota(hard: Record<string, string>) {
  (
    await place().quotas.create({
      metadata: { name: 'limits' },
      spec: { hard },
    })
  ).ok();
  return place().quotas.until('limits', each =>
    expect(Object.keys(each.status?.used ?? {}).sort()).toEqual(
      Object.keys(hard).sort(),
    ),
  );
}

const used = async () => (await place().quotas.get('limits')).ok().status.used;

describe('a resource quota', () => {
  it('counts what is there and repeats what it allows', async () => {
    (await place().claims.create(claim({ size: '100Mi' }))).ok();
    const { status } = await quota({
      persistentvolumeclaims: '4',
      'requests.storage': '1Gi',
    });

    expect(status).toEqual({
      hard: { persistentvolumeclaims: '4', 'requests.storage': '1Gi' },
      used: { persistentvolumeclaims: '1', 'requests.storage': '100Mi' },
    });
  });

  it('counts a claim as soon as it is created and no longer when it is gone', async () => {
    await quota({ persistentvolumeclaims: '4', 'requests.storage': '1Gi' });
    (await place().claims.create(claim({ size: '100Mi' }))).ok();

    expect(await used()).toEqual({
      persistentvolumeclaims: '1',
      'requests.storage': '100Mi',
    });
    (await place().claims.delete('data')).ok();
    await place().quotas.until('limits', each =>
      expect(each.status.used).toEqual({
        persistentvolumeclaims: '0',
        'requests.storage': '0',
      }),
    );
  });

  it('refuses more storage than it allows, with requested, used and limited', async () => {
    await quota({ 'requests.storage': '150Mi' });
    (await place().claims.create(claim({ size: '100Mi' }))).ok();
    const status = expectStatus(
      await place().claims.create(claim({ name: 'more', size: '100Mi' })),
      {
        code: 403,
        reason: 'Forbidden',
        message:
          'persistentvolumeclaims "more" is forbidden: exceeded quota: limits, requested: requests.storage=100Mi, used: requests.storage=100Mi, limited: requests.storage=150Mi',
      },
    );

    expect(status.details).toEqual({
      name: 'more',
      kind: 'persistentvolumeclaims',
    });
    expect((await place().claims.get('more')).code).toBe(404);
  });

  it('refuses in a dry run too, which itself uses nothing', async () => {
    await quota({ 'requests.storage': '150Mi' });

    expect(
      (await place().claims.create(claim({ size: '100Mi' }), { dryRun: 'All' }))
        .code,
    ).toBe(201);
    expect(await used()).toEqual({ 'requests.storage': '0' });
    expectStatus(
      await place().claims.create(claim({ size: '200Mi' }), { dryRun: 'All' }),
      {
        code: 403,
        reason: 'Forbidden',
        message:
          'persistentvolumeclaims "data" is forbidden: exceeded quota: limits, requested: requests.storage=200Mi, used: requests.storage=0, limited: requests.storage=150Mi',
      },
    );
  });

  it('refuses more claims than it allows', async () => {
    await quota({ persistentvolumeclaims: '1' });
    (await place().claims.create(claim())).ok();

    expectStatus(await place().claims.create(claim({ name: 'more' })), {
      code: 403,
      reason: 'Forbidden',
      message:
        /exceeded quota: limits, requested: persistentvolumeclaims=1, used: persistentvolumeclaims=1, limited: persistentvolumeclaims=1$/,
    });
  });

  it('may limit one storage class only', async () => {
    const key = 'standard.storageclass.storage.k8s.io/requests.storage';
    await quota({
      [key]: '100Mi',
      'standard.storageclass.storage.k8s.io/persistentvolumeclaims': '5',
    });

    expect(
      (
        await place().claims.create(
          claim({ name: 'other', className: 'retained', size: '1Gi' }),
        )
      ).code,
    ).toBe(201);
    expectStatus(await place().claims.create(claim({ size: '101Mi' })), {
      code: 403,
      reason: 'Forbidden',
      message: `persistentvolumeclaims "data" is forbidden: exceeded quota: limits, requested: ${key}=101Mi, used: ${key}=0, limited: ${key}=100Mi`,
    });
  });

  it('counts the class that a claim without one gets', async () => {
    await quota({
      'standard.storageclass.storage.k8s.io/persistentvolumeclaims': '1',
    });
    (await place().claims.create(claim({ className: null }))).ok();

    expect(await used()).toEqual({
      'standard.storageclass.storage.k8s.io/persistentvolumeclaims': '1',
    });
  });

  it('names every limit that is exceeded, in the order of their names', async () => {
    await quota({ persistentvolumeclaims: '0', 'requests.storage': '1Mi' });

    expectStatus(await place().claims.create(claim({ size: '2Mi' })), {
      code: 403,
      reason: 'Forbidden',
      message:
        /requested: persistentvolumeclaims=1,requests\.storage=2Mi, used: persistentvolumeclaims=0,requests\.storage=0, limited: persistentvolumeclaims=0,requests\.storage=1Mi$/,
    });
  });

  it('lets only as many win as there is room for when several ask at once', async () => {
    await quota({ persistentvolumeclaims: '2' });
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(name => place().claims.create(claim({ name }))),
    );

    expect(answers.map(({ code }) => code).sort()).toEqual([
      201, 201, 403, 403,
    ]);
  });

  it('limits pods, and a Deployment says so', async () => {
    await quota({ pods: '0' });
    expectStatus(await place().pods.create(pod('one')), {
      code: 403,
      reason: 'Forbidden',
      message:
        'pods "one" is forbidden: exceeded quota: limits, requested: pods=1, used: pods=0, limited: pods=0',
    });
    (await place().deployments.create(deployment())).ok();

    const stuck = await place().deployments.until('web', each =>
      expect(each.status.conditions).toContainEqual(
        expect.objectContaining({ type: 'ReplicaFailure', status: 'True' }),
      ),
    );
    expect(
      stuck.status.conditions.find(({ type }) => type === 'ReplicaFailure'),
    ).toMatchObject({
      reason: 'FailedCreate',
      message: expect.stringMatching(
        /^pods "web-[a-z0-9-]+" is forbidden: exceeded quota: limits, requested: pods=1/,
      ),
    });
  });

  it('needs quantities', async () => {
    expectStatus(
      await place().quotas.create({
        metadata: { name: 'limits' },
        spec: { hard: { pods: 'many' } },
      }),
      {
        code: 400,
        reason: 'BadRequest',
      },
    );
  });
});
