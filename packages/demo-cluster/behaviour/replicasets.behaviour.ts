import { eventually, throughout } from './support/eventually';
import { pod, podSpec } from './support/objects';
import { usePlace } from './support/place';
import { service } from './support/services';

const place = usePlace();
const labels = { app: 'web' };

async function create(replicas: number) {
  const spec = {
    replicas,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: podSpec() },
  };
  return (
    await place().replicaSets.create({ metadata: { name: 'web' }, spec })
  ).ok();
}

const ready = (replicas: number) =>
  place().replicaSets.until('web', ({ status }) =>
    expect(status.readyReplicas ?? 0).toBe(replicas),
  );

describe('a ReplicaSet', () => {
  it('keeps as many pods as it wants and counts them', async () => {
    const { metadata } = await create(2);
    const { status } = await ready(2);

    expect(status).toMatchObject({
      replicas: 2,
      fullyLabeledReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      observedGeneration: 1,
    });
    for (const each of await place().pods.labelled(labels)) {
      expect(each.metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
      expect(each.metadata.ownerReferences).toEqual([
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: 'web',
          uid: metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ]);
    }
  });

  it('adopts a pod without an owner that it selects, instead of creating one', async () => {
    (await place().pods.create(pod('stray', {}, labels))).ok();
    await place().readyPod(labels);
    const { metadata } = await create(1);
    await ready(1);
    const pods = await place().pods.labelled(labels);

    expect(pods.map(each => each.metadata.name)).toEqual(['stray']);
    expect(pods[0].metadata.ownerReferences).toEqual([
      expect.objectContaining({ uid: metadata.uid, controller: true }),
    ]);
  });

  it('leaves a pod alone that somebody else controls', async () => {
    const owner = (await place().services.create(service('owner'))).ok();
    const ownerReferences = [
      {
        apiVersion: 'v1',
        kind: 'Service',
        name: 'owner',
        uid: owner.metadata.uid,
        controller: true,
      },
    ];
    const taken = pod('taken', {}, labels);
    (
      await place().pods.create({
        ...taken,
        metadata: { ...taken.metadata, ownerReferences },
      })
    ).ok();
    await create(1);
    await ready(1);

    expect(await place().pods.labelled(labels)).toHaveLength(2);
  });

  it('lets a pod go whose labels no longer match, and replaces it', async () => {
    await create(1);
    await ready(1);
    const [released] = await place().pods.labelled(labels);
    (
      await place().pods.patch(released.metadata.name, {
        metadata: { labels: { app: 'debug' } },
      })
    ).ok();

    await eventually(async () => {
      const [replacement] = await place().pods.labelled(labels);
      expect(replacement?.metadata.name).toMatch(/^web-/);
      const { metadata } = (
        await place().pods.get(released.metadata.name)
      ).ok();
      expect(metadata.ownerReferences ?? []).toEqual([]);
    });
  });

  it('deletes pods that are too many, those first that are not ready', async () => {
    await create(1);
    await ready(1);
    const [good] = await place().pods.labelled(labels);
    (
      await place().pods.create(
        pod(
          'unready',
          { nodeSelector: { 'kubernetes.io/hostname': 'nowhere' } },
          labels,
        ),
      )
    ).ok();

    await eventually(async () => {
      const pods = await place().pods.labelled(labels);
      expect(pods.map(each => each.metadata.name)).toEqual([
        good.metadata.name,
      ]);
    });
  });

  it('has a scale', async () => {
    await create(1);
    (
      await place()
        .replicaSets.subresource('web', 'scale')
        .patch({ spec: { replicas: 2 } })
    ).ok();

    expect((await ready(2)).spec.replicas).toBe(2);
  });
});

describe('a pod without an owner', () => {
  it('is not replaced when it is deleted', async () => {
    (await place().pods.create(pod('bare', {}, labels))).ok();
    await place().readyPod(labels);
    (await place().pods.delete('bare')).ok();
    await place().pods.untilGone('bare');

    await throughout(500, async () =>
      expect((await place().pods.list()).ok().items).toEqual([]),
    );
  });
});
