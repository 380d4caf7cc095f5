import type { Deployment } from 'kubernetes-types/apps/v1';
import { expectStatus } from './support/answer';
import { deployment } from './support/objects';
import { usePlace } from './support/place';
import type { Live } from './support/resource';
import { rolledOut } from './support/rollout';

const place = usePlace();
const condition = (each: Live<Deployment>, type: string) =>
  (each.status.conditions ?? []).find(candidate => candidate.type === type);

async function create(options: Parameters<typeof deployment>[0] = {}) {
  (await place().deployments.create(deployment(options))).ok();
  return rolledOut(place(), 'web');
}

describe('the scale of a Deployment', () => {
  it('says how many are wanted, how many there are and how to find them', async () => {
    await create({ spec: { replicas: 2 } });

    expect(
      (await place().deployments.subresource('web', 'scale').get()).ok(),
    ).toMatchObject({
      apiVersion: 'autoscaling/v1',
      kind: 'Scale',
      metadata: { name: 'web', namespace: place().name },
      spec: { replicas: 2 },
      status: { replicas: 2, selector: 'app=web' },
    });
  });

  it.each(['PUT', 'PATCH'])('changes the replicas by %s', async method => {
    const { metadata } = await create();
    const scale = place().deployments.subresource('web', 'scale');
    const current = (await scale.get()).ok();
    const answer =
      method === 'PUT'
        ? await scale.replace({ ...current, spec: { replicas: 3 } })
        : await scale.patch({ spec: { replicas: 3 } });

    expect(answer.ok()).toMatchObject({ kind: 'Scale', spec: { replicas: 3 } });
    const scaled = await rolledOut(place(), 'web');
    expect(scaled.status.readyReplicas).toBe(3);
    expect(scaled.metadata.generation).toBe((metadata.generation ?? 0) + 1);
  });

  it('goes down to nothing and up again', async () => {
    await create();
    const scale = place().deployments.subresource('web', 'scale');
    (await scale.patch({ spec: { replicas: 0 } })).ok();
    const none = await place().deployments.until('web', ({ status }) =>
      expect(status).not.toHaveProperty('replicas'),
    );

    expect((await scale.get()).ok()).toMatchObject({
      spec: {},
      status: { replicas: 0 },
    });
    expect(condition(none, 'Available')?.status).toBe('True');
    (await scale.patch({ spec: { replicas: 1 } })).ok();
    expect((await rolledOut(place(), 'web')).status.readyReplicas).toBe(1);
  });

  it('refuses less than nothing', async () => {
    await create({ spec: { replicas: 0 } });
    const answer = await place()
      .deployments.subresource('web', 'scale')
      .patch({ spec: { replicas: -1 } });

    expectStatus(answer, {
      code: 422,
      reason: 'Invalid',
      message:
        /spec\.replicas: Invalid value: -1: must be greater than or equal to 0/,
    });
  });

  it('refuses a scale that is out of date', async () => {
    await create({ spec: { replicas: 0 } });
    const scale = place().deployments.subresource('web', 'scale');
    const old = (await scale.get()).ok();
    (
      await place().deployments.patch('web', {
        metadata: { labels: { a: 'b' } },
      })
    ).ok();

    expectStatus(await scale.replace({ ...old, spec: { replicas: 1 } }), {
      code: 409,
      reason: 'Conflict',
    });
  });

  it('refuses a scale that does not say whose it is', async () => {
    await create({ spec: { replicas: 0 } });
    const answer = await place()
      .deployments.subresource('web', 'scale')
      .replace({ spec: { replicas: 1 } });

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message:
        'the name of the object (web based on URL) was undeterminable: name must be provided',
    });
  });
});
