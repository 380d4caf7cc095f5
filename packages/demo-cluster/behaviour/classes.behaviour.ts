import { throughout } from './support/eventually';
import { claim, pod, withClaim } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const onNode = (name: string) => ({
  nodeSelector: { 'kubernetes.io/hostname': name },
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
    await place().runningPod(withClaim(), 'user');

    expect(await place().shell('user', 'ls /data')).toBe('lost+found');
  });
});
