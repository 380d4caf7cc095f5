import type { PersistentVolumeSpec } from 'kubernetes-types/core/v1';
import { expectStatus } from './support/answer';
import { cluster } from './support/cluster';
import { throughout } from './support/eventually';
import { claim, withClaim } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

/** Creates a volume by hand that the test's namespace will clean up; its class is a word that only this test knows. */
async function volume(name: string, spec: Partial<PersistentVolumeSpec> = {}) {
  const unique = place().unique(name);
  place().afterwards(() => cluster.volumes.delete(unique));
  return (
    await cluster.volumes.create({
      metadata: { name: unique },
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteOnce'],
        storageClassName: place().name,
        hostPath: { path: `/tmp/${unique}`, type: 'DirectoryOrCreate' },
        ...spec,
      },
    })
  ).ok();
}

/** The controller knows a volume that it has called so; until then it may choose another one. */
const available = (name: string) =>
  cluster.volumes.until(name, ({ status }) =>
    expect(status.phase).toBe('Available'),
  );
const own = (options: Parameters<typeof claim>[0] = {}) =>
  claim({ className: place().name, ...options });
const bound = (name = 'data') =>
  place().claims.until(name, ({ status }) =>
    expect(status.phase).toBe('Bound'),
  );
const staysPending = (name = 'data') =>
  throughout(1_000, async () =>
    expect((await place().claims.get(name)).ok().status.phase).toBe('Pending'),
  );

describe('a volume that was made by hand', () => {
  it('is available until a claim binds it', async () => {
    const { metadata } = await volume('a');
    await available(metadata.name);
    (await place().claims.create(own())).ok();
    const { spec, status } = await bound();

    expect(spec.volumeName).toBe(metadata.name);
    expect(status).toMatchObject({
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
    });
    const taken = await cluster.volumes.until(metadata.name, each =>
      expect(each.status.phase).toBe('Bound'),
    );
    expect(taken.spec.claimRef).toMatchObject({
      kind: 'PersistentVolumeClaim',
      namespace: place().name,
      name: 'data',
    });
    expect(taken.metadata.annotations).toMatchObject({
      'pv.kubernetes.io/bound-by-controller': 'yes',
    });
  });

  it('is chosen when it is the smallest that is large enough', async () => {
    const large = await volume('large', { capacity: { storage: '5Gi' } });
    const fitting = await volume('fitting', { capacity: { storage: '2Gi' } });
    const small = await volume('small', { capacity: { storage: '1Gi' } });
    for (const { metadata } of [large, fitting, small]) {
      await available(metadata.name);
    }
    (await place().claims.create(own({ size: '1500Mi' }))).ok();

    expect((await bound()).spec.volumeName).toBe(fitting.metadata.name);
  });

  it('is not chosen when it is too small', async () => {
    await volume('small');
    (await place().claims.create(own({ size: '2Gi' }))).ok();

    await expect(staysPending()).resolves.toBeUndefined();
  });

  it('is not chosen when it lacks the access mode', async () => {
    await volume('single');
    (await place().claims.create(own({ accessMode: 'ReadWriteMany' }))).ok();

    await expect(staysPending()).resolves.toBeUndefined();
  });

  it('is bound by a claim that names it, whatever else would fit', async () => {
    await volume('small', { capacity: { storage: '1Gi' } });
    const named = await volume('named', { capacity: { storage: '5Gi' } });
    (
      await place().claims.create(own({ volumeName: named.metadata.name }))
    ).ok();

    expect((await bound()).spec.volumeName).toBe(named.metadata.name);
  });

  it('waits for the claim that it names and takes no other', async () => {
    await volume('reserved', {
      claimRef: { namespace: place().name, name: 'chosen' },
    });
    (await place().claims.create(own({ name: 'other' }))).ok();
    await staysPending('other');
    (await place().claims.create(own({ name: 'chosen' }))).ok();

    expect((await bound('chosen')).spec.volumeName).toBe(
      place().unique('reserved'),
    );
  });

  it('binds a claim that was there before', async () => {
    (await place().claims.create(own())).ok();
    await staysPending();
    await volume('late');

    expect((await bound()).spec.volumeName).toBe(place().unique('late'));
  });

  it('of one class is not for a claim of another', async () => {
    await volume('classified');
    (
      await place().claims.create(own({ className: `${place().name}-other` }))
    ).ok();

    await expect(staysPending()).resolves.toBeUndefined();
  });

  it('without a class and a claim without a class never meet where a default class exists', async () => {
    // The size keeps other claims away from the volume; nothing else asks for as much.
    const { metadata } = await volume('classless', {
      storageClassName: undefined,
      capacity: { storage: '9Pi' },
    });
    const created = (
      await place().claims.create(claim({ className: null, size: '9Pi' }))
    ).ok();

    expect(created.spec.storageClassName).toBe('standard');
    await staysPending();
    expect((await cluster.volumes.get(metadata.name)).ok().status.phase).toBe(
      'Available',
    );
  });

  it('without a class meets a claim with the empty class', async () => {
    const { metadata } = await volume('classless', {
      storageClassName: undefined,
      capacity: { storage: '8Pi' },
    });
    (await place().claims.create(claim({ className: '', size: '8Pi' }))).ok();

    expect((await bound()).spec.volumeName).toBe(metadata.name);
  });

  it('that names a claim keeps it waiting when the classes differ', async () => {
    const { metadata } = await volume('mismatch');
    const created = (
      await place().claims.create(
        claim({ className: '', volumeName: metadata.name }),
      )
    ).ok();

    expect((await place().event(created, 'VolumeMismatch')).message).toMatch(
      /Cannot bind to requested volume .*: storageClassName does not match/,
    );
    await expect(staysPending()).resolves.toBeUndefined();
  });

  it('keeps files for the next pod', async () => {
    await volume('files');
    (await place().claims.create(own())).ok();
    const onNode = { nodeSelector: { 'kubernetes.io/hostname': 'n1' } };
    await place().runningPod({ ...withClaim(), ...onNode }, 'writer');
    await place().shell('writer', 'echo precious > /data/1.txt');
    (await place().pods.delete('writer')).ok();
    await place().runningPod({ ...withClaim(), ...onNode }, 'reader');

    expect(
      await place().shell('reader', 'cat /data/1.txt; rm /data/1.txt'),
    ).toBe('precious');
  });

  it('is Released and stays when its claim goes', async () => {
    const { metadata } = await volume('kept');
    (await place().claims.create(own())).ok();
    await bound();
    (await place().claims.delete('data')).ok();

    await cluster.volumes.until(metadata.name, ({ status }) =>
      expect(status.phase).toBe('Released'),
    );
  });

  it('leaves its claim Lost when it goes first', async () => {
    const { metadata } = await volume('lost');
    (await place().claims.create(own())).ok();
    await bound();
    (await cluster.volumes.delete(metadata.name)).ok();
    const unprotected = { metadata: { finalizers: null } };
    (
      await cluster.volumes.patch(metadata.name, unprotected, { type: 'merge' })
    ).ok();

    const lost = await place().claims.until('data', ({ status }) =>
      expect(status.phase).toBe('Lost'),
    );
    expect((await place().event(lost, 'ClaimLost')).type).toBe('Warning');
  });

  it('may change its reclaim policy but not its source', async () => {
    const { metadata } = await volume('policy');
    const patch = (spec: object) =>
      cluster.volumes.patch(metadata.name, { spec });

    expect(
      (await patch({ persistentVolumeReclaimPolicy: 'Delete' })).ok().spec
        .persistentVolumeReclaimPolicy,
    ).toBe('Delete');
    expectStatus(await patch({ hostPath: { path: '/elsewhere' } }), {
      code: 422,
      reason: 'Invalid',
      message:
        /spec\.persistentvolumesource: Forbidden: spec\.persistentvolumesource is immutable after creation/,
    });
  });
});
