import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { eventually, throughout } from './support/eventually';
import { guestbook, IMAGES, statefulSet } from './support/objects';
import { isReady, usePlace } from './support/place';
import { statefulSetRolledOut } from './support/rollout';

const place = usePlace();
const labels = { app: 'db' };

async function create(
  spec: Partial<StatefulSetSpec> = {},
  pod: Partial<PodSpec> = {},
) {
  (await place().statefulSets.create(statefulSet({ spec, pod }))).ok();
  return statefulSetRolledOut(place(), 'db');
}

const setImage = (image: string) =>
  place().statefulSets.patch('db', {
    spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
  });
const images = async () =>
  Object.fromEntries(
    (await place().pods.labelled(labels)).map(({ metadata, spec }) => [
      metadata.name,
      spec.containers[0].image,
    ]),
  );

/** In which order the pods of the set were deleted or created, from now on. */
async function orderOf(
  type: 'ADDED' | 'DELETED',
  action: () => Promise<unknown>,
) {
  const { resourceVersion = '' } = (await place().pods.list()).ok().metadata;
  const reader = await place().pods.watch({ resourceVersion });
  await action();
  return {
    names: () =>
      reader.events
        .filter(event => event.type === type)
        .map(({ object }) => object.metadata.name),
    events: reader.events,
    close: () => reader.close(),
  };
}

describe('a StatefulSet', () => {
  it('gives its pods stable names and says which one they are', async () => {
    const { metadata, status } = await create({ replicas: 2 });
    const pods = await place().pods.labelled(labels);

    expect(pods.map(each => each.metadata.name)).toEqual(['db-0', 'db-1']);
    expect(pods[1].metadata).toMatchObject({
      labels: {
        app: 'db',
        'statefulset.kubernetes.io/pod-name': 'db-1',
        'apps.kubernetes.io/pod-index': '1',
        'controller-revision-hash': status.updateRevision,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'StatefulSet',
          name: 'db',
          uid: metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
    expect(pods[1].spec).toMatchObject({ hostname: 'db-1', subdomain: 'db' });
    expect(status).toMatchObject({
      observedGeneration: 1,
      replicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      currentReplicas: 2,
      updatedReplicas: 2,
      collisionCount: 0,
      currentRevision: expect.stringMatching(/^db-[a-z0-9]+$/),
    });
  });

  it('starts a pod only when the one before it is ready', async () => {
    const { events, close } = await orderOf('ADDED', () =>
      create({ replicas: 3 }),
    );
    const told = (
      type: string,
      name: string,
      when: (ready: boolean) => boolean,
    ) =>
      events.findIndex(
        event =>
          event.type === type &&
          event.object.metadata.name === name &&
          when(isReady(event.object)),
      );
    close();

    for (const [before, after] of [
      ['db-0', 'db-1'],
      ['db-1', 'db-2'],
    ]) {
      expect(told('MODIFIED', before, ready => ready)).toBeGreaterThan(-1);
      expect(told('ADDED', after, () => true)).toBeGreaterThan(
        told('MODIFIED', before, ready => ready),
      );
    }
  });

  it('with Parallel starts all at once', async () => {
    const readinessProbe = { exec: { command: ['test', '-e', '/nothing'] } };
    const set = statefulSet({
      spec: { replicas: 3, podManagementPolicy: 'Parallel' },
      pod: { containers: [guestbook({ readinessProbe })] },
    });
    (await place().statefulSets.create(set)).ok();

    await eventually(async () =>
      expect(Object.keys(await images())).toEqual(['db-0', 'db-1', 'db-2']),
    );
  });

  it('waits for ever at a pod that is not ready', async () => {
    const readinessProbe = { exec: { command: ['test', '-e', '/nothing'] } };
    (
      await place().statefulSets.create(
        statefulSet({
          spec: { replicas: 2 },
          pod: { containers: [guestbook({ readinessProbe })] },
        }),
      )
    ).ok();
    await place().pods.until('db-0', ({ status }) =>
      expect(status.phase).toBe('Running'),
    );

    await throughout(1_000, async () =>
      expect((await place().pods.get('db-1')).code).toBe(404),
    );
  });

  it('rolls out from the highest ordinal down, one at a time', async () => {
    await create({ replicas: 3 });
    const deleted = await orderOf('DELETED', async () => {
      (await setImage(IMAGES.guestbook2)).ok();
      await statefulSetRolledOut(place(), 'db');
    });
    deleted.close();

    expect(deleted.names()).toEqual(['db-2', 'db-1', 'db-0']);
    expect(new Set(Object.values(await images()))).toEqual(
      new Set([IMAGES.guestbook2]),
    );
  });

  it('leaves ordinals below the partition alone', async () => {
    await create({
      replicas: 2,
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 1 },
      },
    });
    (await setImage(IMAGES.guestbook2)).ok();
    const { status } = await place().statefulSets.until('db', each =>
      expect(each.status).toMatchObject({
        updatedReplicas: 1,
        readyReplicas: 2,
        observedGeneration: 2,
      }),
    );

    expect(await images()).toEqual({
      'db-0': IMAGES.guestbook,
      'db-1': IMAGES.guestbook2,
    });
    expect(status.currentRevision).not.toBe(status.updateRevision);
  });

  it('with OnDelete renews a pod only when somebody deletes it', async () => {
    await create({ replicas: 2, updateStrategy: { type: 'OnDelete' } });
    (await setImage(IMAGES.guestbook2)).ok();
    await place().statefulSets.until('db', ({ status }) =>
      expect(status.observedGeneration).toBe(2),
    );
    await throughout(1_000, async () =>
      expect(await images()).toEqual({
        'db-0': IMAGES.guestbook,
        'db-1': IMAGES.guestbook,
      }),
    );
    (await place().pods.delete('db-0')).ok();

    await eventually(async () =>
      expect(await images()).toEqual({
        'db-0': IMAGES.guestbook2,
        'db-1': IMAGES.guestbook,
      }),
    );
  });

  it('brings a deleted pod back under the same name', async () => {
    await create();
    const before = (await place().pods.get('db-0')).ok();
    (await place().pods.delete('db-0')).ok();

    await place().pods.until('db-0', each => {
      expect(each.metadata.uid).not.toBe(before.metadata.uid);
      expect(isReady(each)).toBe(true);
    });
  });

  it('keeps a revision per template', async () => {
    const { status } = await create();
    (await setImage(IMAGES.guestbook2)).ok();
    const { status: after } = await statefulSetRolledOut(place(), 'db');
    const revisions = (await place().revisions.list()).ok().items;

    expect(
      revisions.map(({ metadata, revision }) => [metadata.name, revision]),
    ).toEqual(
      expect.arrayContaining([
        [status.currentRevision, 1],
        [after.currentRevision, 2],
      ]),
    );
    expect(revisions[0].data).toMatchObject({
      spec: { template: { $patch: 'replace' } },
    });
  });

  it('may begin to count elsewhere', async () => {
    const ordinals = { start: 3 };
    (
      await place().statefulSets.create(
        statefulSet({ spec: { replicas: 2, ...{ ordinals } } }),
      )
    ).ok();
    await statefulSetRolledOut(place(), 'db');

    expect(Object.keys(await images())).toEqual(['db-3', 'db-4']);
  });

  it('has a scale', async () => {
    await create();
    const scale = place().statefulSets.subresource('db', 'scale');
    (await scale.patch({ spec: { replicas: 2 } })).ok();
    await statefulSetRolledOut(place(), 'db');

    expect((await scale.get()).ok()).toMatchObject({
      kind: 'Scale',
      spec: { replicas: 2 },
      status: { replicas: 2, selector: 'app=db' },
    });
  });
});
