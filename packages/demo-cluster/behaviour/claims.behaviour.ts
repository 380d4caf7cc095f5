import { cluster } from './support/cluster';
import { eventually, throughout } from './support/eventually';
import { claim, guestbook, pod, withClaim } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const phase = (wanted: string, name = 'data') =>
  place().claims.until(name, ({ status }) => expect(status.phase).toBe(wanted));
const onNode = (name: string) => ({
  nodeSelector: { 'kubernetes.io/hostname': name },
});

/** Deletes what a test with a Retain volume leaves behind. */
function forget(volumeName: string) {
  place().afterwards(() => cluster.volumes.delete(volumeName));
}

describe('a claim of a class that binds at once', () => {
  it('gets a volume of its own without any pod', async () => {
    const created = (
      await place().claims.create(claim({ className: 'immediate' }))
    ).ok();
    const bound = await phase('Bound');
    const volume = (await cluster.volumes.get(bound.spec.volumeName)).ok();

    expect(bound.spec.volumeName).toBe(`pvc-${created.metadata.uid}`);
    expect(bound.status).toMatchObject({
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '64Mi' },
    });
    expect(bound.metadata.annotations).toMatchObject({
      'pv.kubernetes.io/bind-completed': 'yes',
      'pv.kubernetes.io/bound-by-controller': 'yes',
      'volume.beta.kubernetes.io/storage-provisioner': 'loop.csi.test',
      'volume.kubernetes.io/storage-provisioner': 'loop.csi.test',
    });
    expect(volume).toMatchObject({
      metadata: {
        annotations: { 'pv.kubernetes.io/provisioned-by': 'loop.csi.test' },
      },
      spec: {
        capacity: { storage: '64Mi' },
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'immediate',
        persistentVolumeReclaimPolicy: 'Delete',
        volumeMode: 'Filesystem',
        claimRef: {
          kind: 'PersistentVolumeClaim',
          namespace: place().name,
          name: 'data',
          uid: created.metadata.uid,
        },
        csi: { driver: 'loop.csi.test', volumeHandle: expect.any(String) },
      },
      status: { phase: 'Bound' },
    });
  });

  it('tells in events what happens', async () => {
    const created = (
      await place().claims.create(claim({ className: 'immediate' }))
    ).ok();
    await phase('Bound');

    expect(await place().event(created, 'Provisioning')).toMatchObject({
      type: 'Normal',
      message: `External provisioner is provisioning volume for claim "${place().name}/data"`,
    });
    expect(await place().event(created, 'ExternalProvisioning')).toMatchObject({
      type: 'Normal',
      message: expect.stringMatching(
        /^Waiting for a volume to be created either by the external provisioner 'loop\.csi\.test' or manually/,
      ),
    });
    expect(await place().event(created, 'ProvisioningSucceeded')).toMatchObject(
      {
        type: 'Normal',
        message: `Successfully provisioned volume pvc-${created.metadata.uid}`,
      },
    );
  });
});

describe('a claim of a class that waits for its first consumer', () => {
  it('stays pending and says why', async () => {
    const created = (await place().claims.create(claim())).ok();

    expect(await place().event(created, 'WaitForFirstConsumer')).toMatchObject({
      type: 'Normal',
      message: 'waiting for first consumer to be created before binding',
      source: { component: 'persistentvolume-controller' },
    });
    await throughout(500, async () =>
      expect((await place().claims.get('data')).ok().status.phase).toBe(
        'Pending',
      ),
    );
  });

  it('is bound on the node of the first pod that uses it', async () => {
    (await place().claims.create(claim())).ok();
    (
      await place().pods.create(
        pod('user', { ...withClaim(), ...onNode('n2') }, { app: 'user' }),
      )
    ).ok();
    await place().readyPod({ app: 'user' });

    expect((await phase('Bound')).metadata.annotations).toMatchObject({
      'volume.kubernetes.io/selected-node': 'n2',
    });
  });

  it('is attached to the node where it is used, and detached when it is not', async () => {
    (await place().claims.create(claim())).ok();
    (
      await place().pods.create(
        pod('user', { ...withClaim(), ...onNode('n1') }, { app: 'user' }),
      )
    ).ok();
    await place().readyPod({ app: 'user' });
    const { spec } = await phase('Bound');
    const attachments = async () =>
      (await cluster.attachments.list())
        .ok()
        .items.filter(
          each => each.spec.source.persistentVolumeName === spec.volumeName,
        );
    const [attachment] = await attachments();

    expect(attachment).toMatchObject({
      spec: { attacher: 'loop.csi.test', nodeName: 'n1' },
      status: { attached: true },
    });
    expect(attachment.metadata.name).toMatch(/^csi-[0-9a-f]{64}$/);
    (await place().pods.delete('user')).ok();
    await eventually(async () => expect(await attachments()).toEqual([]));
  });
});

describe('the class of a claim', () => {
  it('is the default class when none is named', async () => {
    expect(
      (await place().claims.create(claim({ className: null }))).ok().spec
        .storageClassName,
    ).toBe('standard');
  });

  it('stays empty when it is named empty, and nothing is provisioned', async () => {
    const created = (
      await place().claims.create(claim({ className: '', size: '1Pi' }))
    ).ok();

    expect(created.spec.storageClassName).toBe('');
    expect(await place().event(created, 'FailedBinding')).toMatchObject({
      type: 'Normal',
      message:
        'no persistent volumes available for this claim and no storage class is set',
    });
  });

  it('that does not exist keeps the claim pending', async () => {
    const created = (
      await place().claims.create(claim({ className: 'no-such-class' }))
    ).ok();

    expect(await place().event(created, 'ProvisioningFailed')).toMatchObject({
      type: 'Warning',
      message: 'storageclass.storage.k8s.io "no-such-class" not found',
    });
  });

  it('that fails keeps the claim pending and passes on what the driver says', async () => {
    const created = (
      await place().claims.create(claim({ className: 'broken' }))
    ).ok();

    expect(
      await place().event(created, 'ProvisioningFailed', /pool/),
    ).toMatchObject({
      type: 'Warning',
      message: expect.stringMatching(/the storage pool is full$/),
    });
    expect((await place().claims.get('data')).ok().status.phase).toBe(
      'Pending',
    );
  });

  it('that is slow keeps it pending for a while', async () => {
    (await place().claims.create(claim({ className: 'slow' }))).ok();
    await throughout(2_000, async () =>
      expect((await place().claims.get('data')).ok().status.phase).toBe(
        'Pending',
      ),
    );

    await place().claims.until(
      'data',
      ({ status }) => expect(status.phase).toBe('Bound'),
      { timeout: 45_000 },
    );
  });

  it('that shares nothing cannot serve many nodes', async () => {
    const created = (
      await place().claims.create(
        claim({ className: 'immediate', accessMode: 'ReadWriteMany' }),
      )
    ).ok();

    await place().event(created, 'ProvisioningFailed');
    expect((await place().claims.get('data')).ok().status.phase).toBe(
      'Pending',
    );
  });

  it('that shares serves pods on two nodes at once', async () => {
    (
      await place().claims.create(
        claim({ className: 'shared', accessMode: 'ReadWriteMany' }),
      )
    ).ok();
    for (const name of ['n1', 'n2']) {
      (
        await place().pods.create(
          pod(name, { ...withClaim(), ...onNode(name) }, { app: name }),
        )
      ).ok();
    }
    await place().readyPod({ app: 'n1' });
    await place().readyPod({ app: 'n2' });
    await place().shell('n1', 'echo shared > /data/1.txt');

    expect(await place().shell('n2', 'cat /data/1.txt')).toBe('shared');
  });

  it('ext4 has a folder lost+found', async () => {
    (await place().claims.create(claim({ className: 'ext4' }))).ok();
    (await place().pods.create(pod('user', withClaim(), { app: 'user' }))).ok();
    await place().readyPod({ app: 'user' });

    expect(await place().shell('user', 'ls /data')).toBe('lost+found');
  });
});

describe('the end of a claim', () => {
  it('takes the volume with it when the class deletes', async () => {
    (await place().claims.create(claim({ className: 'immediate' }))).ok();
    const { spec } = await phase('Bound');
    (await place().claims.delete('data')).ok();

    await place().claims.untilGone('data');
    await expect(
      cluster.volumes.untilGone(spec.volumeName),
    ).resolves.toBeUndefined();
  });

  it('leaves the volume Released when the class retains, and nobody else gets it', async () => {
    (await place().claims.create(claim({ className: 'retained' }))).ok();
    (await place().pods.create(pod('user', withClaim(), { app: 'user' }))).ok();
    await place().readyPod({ app: 'user' });
    const { spec, metadata } = await phase('Bound');
    forget(spec.volumeName);
    (await place().pods.delete('user')).ok();
    (await place().claims.delete('data')).ok();
    const released = await cluster.volumes.until(
      spec.volumeName,
      ({ status }) => expect(status.phase).toBe('Released'),
    );

    expect(released.spec.claimRef).toMatchObject({
      name: 'data',
      uid: metadata.uid,
    });
    (
      await place().claims.create(
        claim({ className: 'retained', volumeName: spec.volumeName }),
      )
    ).ok();
    await throughout(1_000, async () =>
      expect((await place().claims.get('data')).ok().status.phase).not.toBe(
        'Bound',
      ),
    );
  });

  it('can be undone for a retained volume: a new claim gets its data once the old uid is cleared', async () => {
    (await place().claims.create(claim({ className: 'retained' }))).ok();
    (await place().pods.create(pod('user', withClaim(), { app: 'user' }))).ok();
    await place().readyPod({ app: 'user' });
    await place().shell('user', 'echo precious > /data/1.txt');
    const { spec } = await phase('Bound');
    forget(spec.volumeName);
    (await place().pods.delete('user')).ok();
    await place().pods.untilGone('user');
    (await place().claims.delete('data')).ok();
    await cluster.volumes.until(spec.volumeName, ({ status }) =>
      expect(status.phase).toBe('Released'),
    );
    (
      await cluster.volumes.patch(
        spec.volumeName,
        { spec: { claimRef: { uid: null, resourceVersion: null } } },
        { type: 'merge' },
      )
    ).ok();
    (
      await place().claims.create(
        claim({ className: 'retained', volumeName: spec.volumeName }),
      )
    ).ok();
    await phase('Bound');
    (
      await place().pods.create(pod('reader', withClaim(), { app: 'reader' }))
    ).ok();
    await place().readyPod({ app: 'reader' });

    expect(await place().shell('reader', 'cat /data/1.txt')).toBe('precious');
  });
});

describe('a pod and its claim', () => {
  it('waits for a claim that does not exist and says so', async () => {
    (await place().pods.create(pod('user', withClaim('missing')))).ok();
    const { status } = await place().pods.until('user', each =>
      expect(each.status.conditions).toContainEqual(
        expect.objectContaining({ type: 'PodScheduled', status: 'False' }),
      ),
    );

    expect(status.phase).toBe('Pending');
    expect(status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'PodScheduled',
        reason: 'Unschedulable',
        message: expect.stringMatching(
          /persistentvolumeclaim "missing" not found/,
        ),
      }),
    );
    (await place().claims.create(claim({ name: 'missing' }))).ok();
    await place().pods.until('user', each =>
      expect(each.status.phase).toBe('Running'),
    );
  });

  it('of ReadWriteOncePod is alone: a second pod waits', async () => {
    (
      await place().claims.create(claim({ accessMode: 'ReadWriteOncePod' }))
    ).ok();
    (
      await place().pods.create(pod('first', withClaim(), { app: 'first' }))
    ).ok();
    await place().readyPod({ app: 'first' });
    const second = (await place().pods.create(pod('second', withClaim()))).ok();
    const event = await place().event(second, 'FailedScheduling');

    expect(event.message).toMatch(
      /PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod/,
    );
    (await place().pods.delete('first')).ok();
    await place().pods.until('second', ({ status }) =>
      expect(status.phase).toBe('Running'),
    );
  });

  it('may not mount a claim that is not among its volumes', async () => {
    const answer = await place().pods.create(
      pod('user', {
        containers: [
          guestbook({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
        ],
      }),
    );

    expect(answer.code).toBe(422);
  });

  it('does not start while its claim is not bound', async () => {
    (await place().claims.create(claim({ className: 'broken' }))).ok();
    const user = (await place().pods.create(pod('user', withClaim()))).ok();

    expect((await place().event(user, 'FailedScheduling')).message).toMatch(
      /pod has unbound immediate PersistentVolumeClaims/,
    );
  });
});
