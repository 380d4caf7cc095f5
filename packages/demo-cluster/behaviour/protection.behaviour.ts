import { cluster } from './support/cluster';
import { throughout } from './support/eventually';
import { claim, pod, withClaim } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

describe('a claim that a pod uses', () => {
  it('stays, marked as being deleted, until the pod is gone', async () => {
    (await place().claims.create(claim())).ok();
    await place().runningPod(withClaim(), 'user');
    const marked = (await place().claims.delete('data')).ok();

    expect(marked.metadata).toMatchObject({
      deletionTimestamp: expect.stringMatching(/Z$/),
      finalizers: ['kubernetes.io/pvc-protection'],
    });
    await throughout(1_000, async () =>
      expect((await place().claims.get('data')).ok().status.phase).toBe(
        'Bound',
      ),
    );
    await place().shell('user', 'echo still here > /data/1.txt');
    (await place().pods.delete('user')).ok();
    await expect(place().claims.untilGone('data')).resolves.toBeUndefined();
  });

  it('is not given to a new pod once it is being deleted', async () => {
    (await place().claims.create(claim())).ok();
    await place().runningPod(withClaim(), 'user');
    (await place().claims.delete('data')).ok();
    const late = (await place().pods.create(pod('late', withClaim()))).ok();

    expect((await place().event(late, 'FailedScheduling')).message).toMatch(
      /persistentvolumeclaim "data" is being deleted/,
    );
  });

  it('goes at once when no pod uses it', async () => {
    (await place().claims.create(claim())).ok();
    (await place().claims.delete('data')).ok();

    await expect(place().claims.untilGone('data')).resolves.toBeUndefined();
  });

  it('stays while a pod that has ended still names it', async () => {
    (await place().claims.create(claim())).ok();
    const containers = [
      {
        name: 'app',
        image: 'localhost/busybox:1',
        command: ['sh', '-c', 'true'],
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ];
    (
      await place().pods.create(
        pod('done', { ...withClaim(), containers, restartPolicy: 'Never' }),
      )
    ).ok();
    await place().pods.until('done', ({ status }) =>
      expect(status.phase).toBe('Succeeded'),
    );
    (await place().claims.delete('data')).ok();

    await throughout(1_000, async () =>
      expect((await place().claims.get('data')).code).toBe(200),
    );
    (await place().pods.delete('done')).ok();
    await expect(place().claims.untilGone('data')).resolves.toBeUndefined();
  });
});

describe('a volume that a claim uses', () => {
  it('stays, marked as being deleted, until the claim is gone', async () => {
    (await place().claims.create(claim({ className: 'immediate' }))).ok();
    const { spec } = await place().claims.until('data', ({ status }) =>
      expect(status.phase).toBe('Bound'),
    );
    const marked = (await cluster.volumes.delete(spec.volumeName)).ok();

    expect(marked.metadata.deletionTimestamp).toMatch(/Z$/);
    expect(marked.metadata.finalizers).toContain('kubernetes.io/pv-protection');
    await throughout(1_000, async () =>
      expect((await cluster.volumes.get(spec.volumeName)).code).toBe(200),
    );
    expect((await place().claims.get('data')).ok().status.phase).toBe('Bound');
    (await place().claims.delete('data')).ok();
    await cluster.volumes.untilGone(spec.volumeName);
  });
});
