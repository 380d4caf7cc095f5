import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { claim, guestbook, statefulSet } from './support/objects';
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

const claimNames = async () =>
  (await place().claims.list()).ok().items.map(({ metadata }) => metadata.name);

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
