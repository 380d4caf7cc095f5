import { eventually, throughout } from './support/eventually';
import { deployment, statefulSet } from './support/objects';
import { usePlace } from './support/place';
import { rolledOut, statefulSetRolledOut } from './support/rollout';

const place = usePlace();
const labels = { app: 'web' };
const owner = (metadata: { name: string; uid: string }) => ({
  apiVersion: 'v1',
  kind: 'Service',
  name: metadata.name,
  uid: metadata.uid,
});
const service = async (name: string, metadata: object = {}) =>
  (
    await place().services.create({
      metadata: { name, ...metadata },
      spec: { ports: [{ port: 80 }] },
    })
  ).ok();

async function create() {
  (
    await place().deployments.create(deployment({ spec: { replicas: 1 } }))
  ).ok();
  await rolledOut(place(), 'web');
  const [replicaSet] = await place().replicaSets.labelled(labels);
  const [pod] = await place().pods.labelled(labels);
  return { replicaSet, pod };
}

const dependents = async () => [
  ...(await place().replicaSets.labelled(labels)).map(
    ({ metadata }) => metadata.name,
  ),
  ...(await place().pods.labelled(labels)).map(({ metadata }) => metadata.name),
];

describe('deleting an owner', () => {
  it('takes its dependents with it, in the background', async () => {
    await create();
    (await place().deployments.delete('web')).ok();

    expect((await place().deployments.get('web')).code).toBe(404);
    await eventually(async () => expect(await dependents()).toEqual([]));
  });

  it('in the foreground waits for its dependents', async () => {
    const { pod } = await create();
    (
      await place().pods.patch(
        pod.metadata.name,
        { metadata: { finalizers: ['example.com/hold'] } },
        { type: 'merge' },
      )
    ).ok();
    const marked = (
      await place().deployments.delete('web', {
        body: { propagationPolicy: 'Foreground' },
      })
    ).ok();

    expect(marked.metadata).toMatchObject({
      deletionTimestamp: expect.stringMatching(/Z$/),
      finalizers: ['foregroundDeletion'],
    });
    await eventually(async () =>
      expect(
        (await place().pods.get(pod.metadata.name)).ok().metadata
          .deletionTimestamp,
      ).toBeTruthy(),
    );
    await throughout(500, async () =>
      expect((await place().deployments.get('web')).code).toBe(200),
    );
    (
      await place().pods.patch(
        pod.metadata.name,
        { metadata: { finalizers: null } },
        { type: 'merge' },
      )
    ).ok();
    await place().deployments.untilGone('web');
    expect(await dependents()).toEqual([]);
  });

  it('may leave its dependents as orphans, and a new owner adopts them', async () => {
    const { replicaSet, pod } = await create();
    (
      await place().deployments.delete('web', {
        body: { propagationPolicy: 'Orphan' },
      })
    ).ok();
    await place().deployments.untilGone('web');
    const orphan = (
      await place().replicaSets.get(replicaSet.metadata.name)
    ).ok();

    expect(orphan.metadata.ownerReferences ?? []).toEqual([]);
    expect(
      (await place().pods.get(pod.metadata.name)).ok().metadata,
    ).not.toHaveProperty('deletionTimestamp');
    const { metadata } = (await place().deployments.create(deployment())).ok();
    await rolledOut(place(), 'web');
    const adopted = (
      await place().replicaSets.get(replicaSet.metadata.name)
    ).ok();

    expect(adopted.metadata.ownerReferences).toEqual([
      expect.objectContaining({ uid: metadata.uid, controller: true }),
    ]);
    expect(await dependents()).toEqual([
      replicaSet.metadata.name,
      pod.metadata.name,
    ]);
  });

  it('may be told so in the query as well', async () => {
    const { replicaSet } = await create();
    (
      await place().deployments.delete('web', {
        query: { propagationPolicy: 'Orphan' },
      })
    ).ok();
    await place().deployments.untilGone('web');

    expect((await place().replicaSets.get(replicaSet.metadata.name)).code).toBe(
      200,
    );
  });

  it('believes the body when body and query differ', async () => {
    await create();
    const options = {
      query: { propagationPolicy: 'Orphan' },
      body: { propagationPolicy: 'Background' },
    };
    (await place().deployments.delete('web', options)).ok();

    await eventually(async () => expect(await dependents()).toEqual([]));
  });

  it('refuses a policy that it does not know', async () => {
    await create();
    const answer = await place().deployments.delete('web', {
      body: { propagationPolicy: 'Sometimes' },
    });

    expect(answer.code).toBe(422);
    expect(answer.status.message).toMatch(
      /propagationPolicy: Unsupported value: "Sometimes"/,
    );
  });

  it('of a StatefulSet may orphan its pods', async () => {
    (await place().statefulSets.create(statefulSet())).ok();
    await statefulSetRolledOut(place(), 'db');
    (
      await place().statefulSets.delete('db', {
        body: { propagationPolicy: 'Orphan' },
      })
    ).ok();
    await place().statefulSets.untilGone('db');
    const { metadata } = (await place().pods.get('db-0')).ok();

    expect(metadata.ownerReferences ?? []).toEqual([]);
    expect(metadata).not.toHaveProperty('deletionTimestamp');
  });
});

describe('an object with owners', () => {
  it('goes when its owner has gone', async () => {
    const { metadata } = await service('owner');
    await service('dependent', { ownerReferences: [owner(metadata)] });
    (await place().services.delete('owner')).ok();

    await expect(
      place().services.untilGone('dependent'),
    ).resolves.toBeUndefined();
  });

  it('goes when its owner never existed', async () => {
    const uid = '11111111-1111-1111-1111-111111111111';
    await service('dependent', {
      ownerReferences: [owner({ name: 'nobody', uid })],
    });

    await expect(
      place().services.untilGone('dependent'),
    ).resolves.toBeUndefined();
  });

  it('goes when an object of the same name is another than its owner', async () => {
    const first = await service('owner');
    (await place().services.delete('owner')).ok();
    await service('owner');
    await service('dependent', { ownerReferences: [owner(first.metadata)] });

    await place().services.untilGone('dependent');
    expect((await place().services.get('owner')).code).toBe(200);
  });

  it('stays while one of its owners is there', async () => {
    const one = await service('one');
    const two = await service('two');
    await service('dependent', {
      ownerReferences: [owner(one.metadata), owner(two.metadata)],
    });
    (await place().services.delete('one')).ok();
    await place().services.until('dependent', ({ metadata }) =>
      expect(metadata.ownerReferences.map(({ name }) => name)).toEqual(['two']),
    );
    (await place().services.delete('two')).ok();

    await expect(
      place().services.untilGone('dependent'),
    ).resolves.toBeUndefined();
  });
});
