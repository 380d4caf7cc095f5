import { expectStatus } from './support/answer';
import { claim, deployment } from './support/objects';
import { usePlace } from './support/place';
import { service } from './support/services';

const place = usePlace();
const idle = () => deployment({ spec: { replicas: 0, paused: true } });

describe('updating an object', () => {
  it('counts the generation only when the spec changes', async () => {
    const created = (await place().deployments.create(idle())).ok();
    const labelled = (
      await place().deployments.patch('web', {
        metadata: { labels: { tier: 'front' } },
      })
    ).ok();
    const scaled = (
      await place().deployments.patch('web', { spec: { minReadySeconds: 1 } })
    ).ok();

    expect(
      [created, labelled, scaled].map(each => each.metadata.generation),
    ).toEqual([1, 1, 2]);
    expect(
      new Set(
        [created, labelled, scaled].map(each => each.metadata.resourceVersion),
      ).size,
    ).toBe(3);
  });

  it('raises the resource version with every change, across kinds', async () => {
    const first = (await place().claims.create(claim({ name: 'first' }))).ok();
    const second = (await place().services.create(service('second'))).ok();

    expect(Number(second.metadata.resourceVersion)).toBeGreaterThan(
      Number(first.metadata.resourceVersion),
    );
  });

  it('keeps uid and creation time whatever the caller sends', async () => {
    const created = (await place().claims.create(claim())).ok();
    const { resourceVersion, uid, creationTimestamp } = created.metadata;
    const replaced = (
      await place().claims.replace('data', {
        ...created,
        metadata: {
          name: 'data',
          resourceVersion,
          uid,
          creationTimestamp: '2001-01-01T00:00:00Z',
          labels: { a: 'b' },
        },
      })
    ).ok();

    expect(replaced.metadata).toMatchObject({
      uid,
      creationTimestamp,
      labels: { a: 'b' },
    });
  });

  it('refuses an update that means an object with another uid', async () => {
    const created = (await place().claims.create(claim())).ok();
    const other = {
      ...created,
      metadata: {
        ...created.metadata,
        uid: '11111111-1111-1111-1111-111111111111',
      },
    };

    expectStatus(await place().claims.replace('data', other), {
      code: 409,
      reason: 'Conflict',
      message:
        /Precondition failed: UID in precondition: 11111111-1111-1111-1111-111111111111, UID in object meta: /,
    });
  });

  it('changes no status through the object itself', async () => {
    const created = (await place().claims.create(claim())).ok();
    const replaced = (
      await place().claims.replace('data', {
        ...created,
        status: { phase: 'Lost' },
      })
    ).ok();
    const patched = (
      await place().claims.patch('data', { status: { phase: 'Lost' } })
    ).ok();

    expect([replaced, patched].map(each => each.status.phase)).toEqual([
      'Pending',
      'Pending',
    ]);
  });

  it('changes nothing but the status through the subresource status', async () => {
    const created = (await place().deployments.create(idle())).ok();
    const status = place().deployments.subresource(
      created.metadata.name,
      'status',
    );
    const condition = {
      type: 'Seen',
      status: 'True',
      reason: 'Test',
      message: 'seen',
    };
    const answer = await status.patch({
      spec: { replicas: 9 },
      status: { conditions: [condition] },
    });

    expect(answer.ok().spec.replicas).toBe(0);
    expect(answer.ok().status.conditions).toEqual([
      expect.objectContaining(condition),
    ]);
    expect(answer.ok().metadata.generation).toBe(1);
    expect((await status.get()).ok().metadata.name).toBe('web');
  });

  it('does not create by PUT what does not exist', async () => {
    expectStatus(await place().claims.replace('data', claim()), {
      code: 404,
      reason: 'NotFound',
    });
  });
});
