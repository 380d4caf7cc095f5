import { cluster } from './support/cluster';
import { throughout } from './support/eventually';
import { claim, withClaim } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const phase = (wanted: string, name = 'data') =>
  place().claims.until(name, ({ status }) => expect(status.phase).toBe(wanted));

/** Deletes what a test with a Retain volume leaves behind. */
function forget(volumeName: string) {
  place().afterwards(() => cluster.volumes.delete(volumeName));
}

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
    await place().runningPod(withClaim(), 'user');
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
    await place().runningPod(withClaim(), 'user');
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
    await place().runningPod(withClaim(), 'reader');

    expect(await place().shell('reader', 'cat /data/1.txt')).toBe('precious');
  });
});
