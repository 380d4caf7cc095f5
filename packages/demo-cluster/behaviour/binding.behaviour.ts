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
    await place().runningPod({ ...withClaim(), ...onNode('n2') }, 'user');

    expect((await phase('Bound')).metadata.annotations).toMatchObject({
      'volume.kubernetes.io/selected-node': 'n2',
    });
  });

  it('is attached to the node where it is used, and detached when it is not', async () => {
    (await place().claims.create(claim())).ok();
    await place().runningPod({ ...withClaim(), ...onNode('n1') }, 'user');
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
    await place().runningPod(withClaim(), 'first');
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
