import type { PersistentVolume, Pod } from 'kubernetes-types/core/v1';
import { type Stored } from '../../model/objects';
import {
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  storageClasses,
  volumeAttachments,
} from '../../resources';
import { TestCluster, withClaim } from '../testing/TestCluster';

describe('storage', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = TestCluster.start();
  });

  afterEach(() => cluster.stop());

  function createVolume(
    name: string,
    spec: Partial<NonNullable<PersistentVolume['spec']>> = {},
  ): void {
    cluster.registry.create<PersistentVolume>(persistentVolumes, {
      metadata: { name },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        hostPath: { path: '/data' },
        ...spec,
      },
    });
  }

  const volume = (name: string): Stored<PersistentVolume> =>
    cluster.registry.get(persistentVolumes, undefined, name);
  const volumeOf = (claim: string) =>
    volume(cluster.claim(claim).spec?.volumeName ?? '');
  const pod = (name: string): Stored<Pod> =>
    cluster.registry.get(pods, 'demo', name);

  async function bound(claim: string): Promise<void> {
    await cluster.eventually(() =>
      expect(cluster.claim(claim).status?.phase).toBe('Bound'),
    );
  }

  describe('of a class', () => {
    it('is provisioned at once where binding is immediate', async () => {
      const { metadata } = cluster.createClaim('data', {
        storageClassName: 'immediate',
      });
      await bound('data');
      const name = `pvc-${metadata.uid}`;
      expect(cluster.claim('data')).toMatchObject({
        metadata: {
          annotations: {
            'pv.kubernetes.io/bind-completed': 'yes',
            'pv.kubernetes.io/bound-by-controller': 'yes',
            'volume.beta.kubernetes.io/storage-provisioner': 'loop.csi.test',
            'volume.kubernetes.io/storage-provisioner': 'loop.csi.test',
          },
          finalizers: ['kubernetes.io/pvc-protection'],
        },
        spec: { volumeName: name },
        status: {
          accessModes: ['ReadWriteOnce'],
          capacity: { storage: '64Mi' },
          phase: 'Bound',
        },
      });
      expect(volume(name)).toMatchObject({
        metadata: {
          annotations: { 'pv.kubernetes.io/provisioned-by': 'loop.csi.test' },
        },
        spec: {
          claimRef: { name: 'data', namespace: 'demo', uid: metadata.uid },
          csi: { driver: 'loop.csi.test', volumeHandle: name },
          persistentVolumeReclaimPolicy: 'Delete',
          storageClassName: 'immediate',
        },
        status: { phase: 'Bound' },
      });
      expect(volume(name).metadata.annotations).not.toHaveProperty(
        'pv.kubernetes.io/bound-by-controller',
      );
      expect(cluster.driver.volumes).toEqual(new Set([name]));
      expect(cluster.eventsOf('data')).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^ExternalProvisioning: Waiting for a volume/),
          'Provisioning: External provisioner is provisioning volume for claim "demo/data"',
          `ProvisioningSucceeded: Successfully provisioned volume ${name}`,
        ]),
      );
    });

    it('waits for a pod where binding waits for the first consumer, and follows it to its node', async () => {
      cluster.createClaim('data');
      await cluster.eventually(() =>
        expect(cluster.eventsOf('data')).toEqual([
          'WaitForFirstConsumer: waiting for first consumer to be created before binding',
        ]),
      );
      await cluster.settle();
      expect(cluster.claim('data').status).toEqual({ phase: 'Pending' });
      cluster.createPod('app', {
        ...withClaim('data'),
        nodeSelector: { 'kubernetes.io/hostname': 'n2' },
      });
      await bound('data');
      expect(cluster.claim('data').metadata.annotations).toMatchObject({
        'volume.kubernetes.io/selected-node': 'n2',
      });
      await cluster.eventually(() =>
        expect(pod('app')).toMatchObject({
          spec: { nodeName: 'n2' },
          status: { phase: 'Running' },
        }),
      );
    });

    it('says what the driver says when it refuses', async () => {
      cluster.createClaim('data', { storageClassName: 'broken' });
      await cluster.eventually(() =>
        expect(cluster.eventsOf('data')).toContain(
          'ProvisioningFailed: rpc error: code = ResourceExhausted desc = it is full',
        ),
      );
      expect(cluster.claim('data').status).toEqual({ phase: 'Pending' });
    });

    it('is not shared where the class serves one node at a time', async () => {
      cluster.createClaim('data', {
        storageClassName: 'immediate',
        accessModes: ['ReadWriteMany'],
      });
      await cluster.eventually(() =>
        expect(cluster.eventsOf('data')).toContain(
          'ProvisioningFailed: Volume provisioning failed with infeasible error. Retries will be delayed. rpc error: code = InvalidArgument desc = this storage class serves one node at a time: ReadWriteMany is not supported',
        ),
      );
    });

    it('is not made without the attributes that a claim asks for', async () => {
      createVolume('plain', { storageClassName: 'immediate' });
      cluster.createClaim('data', {
        storageClassName: 'immediate',
        volumeAttributesClassName: 'gold',
      });
      await cluster.eventually(() =>
        expect(cluster.eventsOf('data')).toContain(
          'ProvisioningFailed: volumeattributesclasses.storage.k8s.io "gold" not found',
        ),
      );
      expect(cluster.claim('data').status?.phase).toBe('Pending');
      expect(cluster.driver.volumes.size).toBe(0);
    });

    it('waits for a class that does not exist', async () => {
      cluster.createClaim('data', { storageClassName: 'later' });
      await cluster.eventually(() =>
        expect(cluster.eventsOf('data')).toEqual([
          'ProvisioningFailed: storageclass.storage.k8s.io "later" not found',
        ]),
      );
      cluster.registry.create(storageClasses, {
        metadata: { name: 'later' },
        provisioner: 'loop.csi.test',
      });
      await bound('data');
    });
  });

  describe('that exists already', () => {
    it('never meets a claim that names no class when there is a default one', async () => {
      createVolume('example-pv');
      cluster.createClaim('example-pvc', {
        resources: { requests: { storage: '1Gi' } },
      });
      await cluster.eventually(() =>
        expect(volume('example-pv').status?.phase).toBe('Available'),
      );
      await cluster.settle();
      expect(cluster.claim('example-pvc')).toMatchObject({
        spec: { storageClassName: 'standard' },
        status: { phase: 'Pending' },
      });
      expect(volume('example-pv').status?.phase).toBe('Available');
    });

    it('is found by a claim that asks for no class', async () => {
      createVolume('large', { capacity: { storage: '5Gi' } });
      createVolume('small');
      createVolume('tiny', { capacity: { storage: '1Mi' } });
      createVolume('shared', {
        accessModes: ['ReadWriteOnce', 'ReadOnlyMany'],
      });
      createVolume('classy', { storageClassName: 'standard' });
      await cluster.eventually(() =>
        expect(volume('shared').status?.phase).toBe('Available'),
      );
      cluster.createClaim('data', { storageClassName: '' });
      await bound('data');
      expect(cluster.claim('data')).toMatchObject({
        metadata: {
          annotations: {
            'pv.kubernetes.io/bind-completed': 'yes',
            'pv.kubernetes.io/bound-by-controller': 'yes',
          },
        },
        spec: { volumeName: 'small' },
        status: { capacity: { storage: '1Gi' } },
      });
      expect(volume('small')).toMatchObject({
        metadata: {
          annotations: { 'pv.kubernetes.io/bound-by-controller': 'yes' },
        },
        spec: { claimRef: { name: 'data' } },
        status: { phase: 'Bound' },
      });
    });

    it('is what a claim names, if it fits', async () => {
      createVolume('mine');
      createVolume('tiny', { capacity: { storage: '1Mi' } });
      cluster.createClaim('data', { storageClassName: '', volumeName: 'mine' });
      cluster.createClaim('more', { storageClassName: '', volumeName: 'tiny' });
      cluster.createClaim('late', { storageClassName: '', volumeName: 'mine' });
      await bound('data');
      expect(cluster.claim('data').metadata.annotations).toEqual({
        'pv.kubernetes.io/bind-completed': 'yes',
      });
      await cluster.eventually(() => {
        expect(cluster.eventsOf('more')).toContain(
          'VolumeMismatch: Cannot bind to requested volume "tiny": requested PV is too small',
        );
        expect(cluster.eventsOf('late')).toContain(
          'FailedBinding: volume "mine" already bound to a different claim.',
        );
      });
    });

    it('waits for the claim that it is reserved for', async () => {
      createVolume('mine', {
        claimRef: { namespace: 'demo', name: 'data' },
        storageClassName: 'standard',
      });
      cluster.createClaim('other', { storageClassName: '' });
      cluster.createClaim('data');
      await bound('data');
      expect(cluster.claim('data').spec?.volumeName).toBe('mine');
      expect(cluster.claim('other').status?.phase).toBe('Pending');
      expect(cluster.eventsOf('other')).toContain(
        'FailedBinding: no persistent volumes available for this claim and no storage class is set',
      );
    });

    it('stays when its claim goes, and is free for nobody else', async () => {
      createVolume('mine');
      cluster.createClaim('data', { storageClassName: '' });
      await bound('data');
      cluster.registry.delete(persistentVolumeClaims, 'demo', 'data');
      await cluster.eventually(() =>
        expect(volume('mine').status?.phase).toBe('Released'),
      );
      cluster.createClaim('data', { storageClassName: '' });
      await cluster.settle();
      expect(cluster.claim('data').status?.phase).toBe('Pending');
      cluster.registry.mutate(persistentVolumes, undefined, 'mine', draft => {
        delete draft.spec?.claimRef;
      });
      await bound('data');
    });
  });

  it('is deleted with its claim, or kept, as its class says', async () => {
    cluster.createClaim('data', { storageClassName: 'immediate' });
    cluster.createClaim('kept', { storageClassName: 'retained' });
    cluster.createPod('app', withClaim('kept'));
    await bound('data');
    await bound('kept');
    const kept = volumeOf('kept').metadata.name;
    cluster.registry.delete(persistentVolumeClaims, 'demo', 'data');
    cluster.registry.delete(pods, 'demo', 'app');
    cluster.registry.delete(persistentVolumeClaims, 'demo', 'kept');
    await cluster.eventually(() => {
      expect(
        cluster.registry
          .list(persistentVolumes)
          .map(({ metadata }) => metadata.name),
      ).toEqual([kept]);
      expect(volume(kept).status?.phase).toBe('Released');
    });
    expect(cluster.driver.volumes).toEqual(new Set([kept]));
  });

  it('is lost to its claim when the volume object is taken away', async () => {
    cluster.createClaim('data', { storageClassName: 'immediate' });
    await bound('data');
    const { name } = volumeOf('data').metadata;
    cluster.registry.delete(persistentVolumes, undefined, name);
    await cluster.settle();
    expect(volume(name).metadata.finalizers).toContain(
      'kubernetes.io/pv-protection',
    );
    cluster.registry.mutate(persistentVolumes, undefined, name, draft => {
      draft.metadata.finalizers = [];
    });
    await cluster.eventually(() =>
      expect(cluster.claim('data').status?.phase).toBe('Lost'),
    );
    expect(cluster.eventsOf('data')).toContain(
      'ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!',
    );
  });

  it('stays as long as a pod uses its claim', async () => {
    cluster.createClaim('data');
    cluster.createPod('app', withClaim('data'));
    await bound('data');
    await cluster.eventually(() =>
      expect(pod('app').status?.phase).toBe('Running'),
    );
    cluster.registry.delete(persistentVolumeClaims, 'demo', 'data');
    await cluster.settle();
    expect(cluster.claim('data').metadata.deletionTimestamp).toBeDefined();
    cluster.registry.delete(pods, 'demo', 'app');
    await cluster.eventually(() => {
      expect(
        cluster.registry.find(persistentVolumeClaims, 'demo', 'data'),
      ).toBeUndefined();
      expect(cluster.driver.volumes.size).toBe(0);
    });
  });

  it('stays as long as a pod that has ended names its claim', async () => {
    cluster.createClaim('data');
    cluster.createPod('app', withClaim('data'));
    await cluster.eventually(() =>
      expect(pod('app').status?.phase).toBe('Running'),
    );
    cluster.registry.mutate(
      pods,
      'demo',
      'app',
      draft =>
        Object.assign(draft, { status: { ...draft.status, phase: 'Failed' } }),
      { subresource: 'status' },
    );
    cluster.registry.delete(persistentVolumeClaims, 'demo', 'data');
    await cluster.settle();
    expect(cluster.claim('data').metadata.deletionTimestamp).toBeDefined();
    cluster.registry.delete(pods, 'demo', 'app');
    await cluster.eventually(() =>
      expect(
        cluster.registry.find(persistentVolumeClaims, 'demo', 'data'),
      ).toBeUndefined(),
    );
  });

  it('is attached where its pods are, and detached after the last of them', async () => {
    cluster.createClaim('data');
    cluster.createPod('one', withClaim('data'));
    await cluster.eventually(() =>
      expect(pod('one').status?.phase).toBe('Running'),
    );
    const { name } = volumeOf('data').metadata;
    const nodeName = pod('one').spec?.nodeName;
    const attachments = () => cluster.registry.list(volumeAttachments);
    expect(attachments()).toEqual([
      expect.objectContaining({
        spec: {
          attacher: 'loop.csi.test',
          nodeName,
          source: { persistentVolumeName: name },
        },
        status: { attached: true },
      }),
    ]);
    expect(cluster.eventsOf('one')).toContain(
      `SuccessfulAttachVolume: AttachVolume.Attach succeeded for volume "${name}" `,
    );
    cluster.createPod('two', {
      ...withClaim('data'),
      nodeSelector: { 'kubernetes.io/hostname': nodeName! },
    });
    await cluster.eventually(() =>
      expect(pod('two').status?.phase).toBe('Running'),
    );
    cluster.registry.delete(pods, 'demo', 'one');
    await cluster.settle();
    expect(attachments()).toHaveLength(1);
    cluster.registry.delete(pods, 'demo', 'two');
    await cluster.eventually(() => expect(attachments()).toEqual([]));
  });

  it('is attached to two nodes only if it can be shared', async () => {
    cluster.createClaim('data', {
      storageClassName: 'shared',
      accessModes: ['ReadWriteMany'],
    });
    for (const node of ['n1', 'n2']) {
      cluster.createPod(node, {
        ...withClaim('data'),
        nodeSelector: { 'kubernetes.io/hostname': node },
      });
    }
    await cluster.eventually(() => {
      expect(pod('n1').status?.phase).toBe('Running');
      expect(pod('n2').status?.phase).toBe('Running');
    });
  });
});
