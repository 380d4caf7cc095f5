import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { eventually, throughout } from './support/eventually';
import { claim, guestbook, IMAGES, statefulSet } from './support/objects';
import { isReady, usePlace } from './support/place';
import { statefulSetRolledOut } from './support/rollout';

const place = usePlace();
const labels = { app: 'db' };
const mounts = {
  containers: [
    guestbook({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
  ],
};

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
const claimNames = async () =>
  (await place().claims.list()).ok().items.map(({ metadata }) => metadata.name);

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

describe('claim templates of a StatefulSet', () => {
  const withTemplates = (spec: Partial<StatefulSetSpec> = {}) =>
    create({ volumeClaimTemplates: [claim()], ...spec }, mounts);

  it('give every pod a claim of its own, named after template, set and ordinal', async () => {
    await withTemplates({ replicas: 2 });
    const made = (await place().claims.get('data-db-1')).ok();
    const { spec } = (await place().pods.get('db-1')).ok();

    expect(await claimNames()).toEqual(['data-db-0', 'data-db-1']);
    expect(made.metadata.labels).toEqual(labels);
    expect(made.metadata).not.toHaveProperty('ownerReferences');
    expect(made.status.phase).toBe('Bound');
    expect(spec.volumes).toContainEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'data-db-1' },
    });
  });

  it('keep the data of a pod that is deleted', async () => {
    await withTemplates();
    await place().shell('db-0', 'echo precious > /data/1.txt');
    const before = (await place().pods.get('db-0')).ok();
    (await place().pods.delete('db-0')).ok();
    await place().pods.until('db-0', each => {
      expect(each.metadata.uid).not.toBe(before.metadata.uid);
      expect(isReady(each)).toBe(true);
    });

    expect(await place().shell('db-0', 'cat /data/1.txt')).toBe('precious');
  });

  it('keep claims when replicas go, and give them back', async () => {
    await withTemplates({ replicas: 2 });
    await place().shell('db-1', 'echo precious > /data/1.txt');
    (await place().statefulSets.patch('db', { spec: { replicas: 1 } })).ok();
    await place().pods.untilGone('db-1');
    expect(await claimNames()).toEqual(['data-db-0', 'data-db-1']);
    (await place().statefulSets.patch('db', { spec: { replicas: 2 } })).ok();
    await statefulSetRolledOut(place(), 'db');

    expect(await place().shell('db-1', 'cat /data/1.txt')).toBe('precious');
  });

  it('keep claims when the set is deleted', async () => {
    await withTemplates();
    (await place().statefulSets.delete('db')).ok();
    await place().pods.untilGone('db-0');

    expect(await claimNames()).toEqual(['data-db-0']);
  });

  it('delete claims when replicas or the set go, if the set says so', async () => {
    await withTemplates({
      replicas: 2,
      persistentVolumeClaimRetentionPolicy: {
        whenScaled: 'Delete',
        whenDeleted: 'Delete',
      },
    });
    (await place().statefulSets.patch('db', { spec: { replicas: 1 } })).ok();
    await place().claims.untilGone('data-db-1');
    expect(await claimNames()).toEqual(['data-db-0']);
    (await place().statefulSets.delete('db')).ok();

    await expect(
      place().claims.untilGone('data-db-0'),
    ).resolves.toBeUndefined();
  });

  it('use a claim that is already there', async () => {
    (
      await place().claims.create(
        claim({ name: 'data-db-0', labels: { mine: 'yes' } }),
      )
    ).ok();
    await withTemplates();

    expect((await place().claims.get('data-db-0')).ok()).toMatchObject({
      metadata: { labels: { mine: 'yes' } },
      status: { phase: 'Bound' },
    });
  });
});

describe('a StatefulSet that is made anew with one more claim template', () => {
  const recreate = async () => {
    const { metadata } = await create();
    const body = {
      propagationPolicy: 'Orphan',
      preconditions: { uid: metadata.uid },
    };
    (await place().statefulSets.delete('db', { body })).ok();
    await place().statefulSets.untilGone('db');
    const pod = (await place().pods.get('db-0')).ok();
    expect(pod.metadata.deletionTimestamp).toBeUndefined();
    (
      await place().statefulSets.create(
        statefulSet({ spec: { volumeClaimTemplates: [claim()] }, pod: mounts }),
      )
    ).ok();
    return pod;
  };

  it('adopts the pods that were orphaned', async () => {
    const old = await recreate();

    await place().pods.until('db-0', ({ metadata }) => {
      expect(metadata.uid).toBe(old.metadata.uid);
      expect(metadata.ownerReferences).toEqual([
        expect.objectContaining({
          kind: 'StatefulSet',
          name: 'db',
          controller: true,
        }),
      ]);
      expect(metadata.ownerReferences[0].uid).not.toBe(
        old.metadata.ownerReferences?.[0]?.uid,
      );
    });
  });

  it('cannot update them and says FailedUpdate, until they are deleted', async () => {
    const old = await recreate();
    const set = (await place().statefulSets.get('db')).ok();
    const event = await place().event(set, 'FailedUpdate');

    expect(event).toMatchObject({
      type: 'Warning',
      message: expect.stringMatching(
        /^Update Pod db-0 in StatefulSet db failed error: Pod "db-0" is invalid: spec: Forbidden: pod updates may not change fields other than/,
      ),
    });
    expect((await place().pods.get('db-0')).ok().metadata.uid).toBe(
      old.metadata.uid,
    );
    (await place().pods.delete('db-0')).ok();
    await statefulSetRolledOut(place(), 'db');

    expect((await place().pods.get('db-0')).ok().spec.volumes).toContainEqual({
      name: 'data',
      persistentVolumeClaim: { claimName: 'data-db-0' },
    });
  });
});
