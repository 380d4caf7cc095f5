import { expectStatus } from './support/answer';
import { client } from './support/cluster';
import { guestbook } from './support/objects';
import { createIdle } from './support/idleDeployment';
import { usePlace } from './support/place';

const place = usePlace();

describe('a JSON merge patch', () => {
  const merge = async (body: object) =>
    (await place().deployments.patch('web', body, { type: 'merge' })).ok();

  it('changes what it names, removes what it sets to null and leaves the rest', async () => {
    await createIdle(place(), {}, { labels: { app: 'web', a: '1', b: '2' } });
    const { metadata, spec } = await merge({
      metadata: { labels: { a: null, b: '3', c: '4' } },
    });

    expect(metadata.labels).toEqual({ app: 'web', b: '3', c: '4' });
    expect(spec.replicas).toBe(0);
  });

  it('replaces a list as a whole', async () => {
    await createIdle(place());
    const { spec } = await merge({
      spec: {
        template: { spec: { containers: [guestbook({ name: 'only' })] } },
      },
    });

    expect(spec.template.spec.containers.map(({ name }) => name)).toEqual([
      'only',
    ]);
  });

  it('brings a default back when a field is removed', async () => {
    await createIdle(place(), { revisionHistoryLimit: 3 });

    expect(
      (await merge({ spec: { revisionHistoryLimit: null } })).spec
        .revisionHistoryLimit,
    ).toBe(10);
  });

  it('is refused when it is no JSON', async () => {
    await createIdle(place());
    const answer = await client.call(
      'PATCH',
      `${place().deployments.path}/web`,
      {
        body: '{"spec"',
        contentType: 'application/merge-patch+json',
      },
    );

    expectStatus(answer, { code: 400, reason: 'BadRequest' });
  });

  it('is refused when what it makes is invalid', async () => {
    await createIdle(place());

    expectStatus(
      await place().deployments.patch(
        'web',
        { spec: { replicas: -1 } },
        { type: 'merge' },
      ),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'Deployment.apps "web" is invalid: spec.replicas: Invalid value: -1: must be greater than or equal to 0',
      },
    );
  });
});
