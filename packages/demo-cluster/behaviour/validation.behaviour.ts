import { expectStatus } from './support/answer';
import { client } from './support/cluster';
import { claim, deployment } from './support/objects';
import { usePlace } from './support/place';
import { service } from './support/services';

const place = usePlace();

/** A Deployment with a field that does not exist and one that occurs twice. */
const CARELESS = JSON.stringify(deployment({ spec: { replicas: 0 } }))
  .replace('"replicas":0', '"replicas":1,"replicas":0')
  .replace('"selector"', '"colour":"red","selector"');

const post = (fieldValidation?: string) =>
  client.call<{ spec: { replicas: number } }>(
    'POST',
    place().deployments.path,
    {
      body: CARELESS,
      query: { dryRun: 'All', ...(fieldValidation ? { fieldValidation } : {}) },
    },
  );

describe('field validation', () => {
  it('Strict refuses unknown and duplicate fields and names them all', async () => {
    expectStatus(await post('Strict'), {
      code: 400,
      reason: 'BadRequest',
      message:
        'Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: unknown field "spec.colour", duplicate field "spec.replicas"',
    });
  });

  it.each(['Warn', undefined])(
    '%s warns about them and drops them',
    async fieldValidation => {
      const answer = await post(fieldValidation);

      expect(answer.code).toBe(201);
      expect(answer.warnings).toEqual([
        'unknown field "spec.colour"',
        'duplicate field "spec.replicas"',
      ]);
      expect(answer.json.spec).not.toHaveProperty('colour');
      expect(answer.json.spec.replicas).toBe(0);
    },
  );

  it('Ignore says nothing', async () => {
    const answer = await post('Ignore');

    expect(answer.code).toBe(201);
    expect(answer.warnings).toEqual([]);
  });

  it('knows fields inside lists', async () => {
    const body = deployment({
      pod: {
        containers: [
          { name: 'app', image: 'a', ...{ imagePullpolicy: 'Never' } },
        ],
      },
    });

    expectStatus(
      await place().deployments.create(body, { fieldValidation: 'Strict' }),
      {
        code: 400,
        reason: 'BadRequest',
        message:
          /strict decoding error: unknown field "spec\.template\.spec\.containers\[0\]\.imagePullpolicy"$/,
      },
    );
  });

  it('Strict refuses an unknown field in a merge patch with 422', async () => {
    (await place().claims.create(claim())).ok();
    const answer = await place().claims.patch(
      'data',
      { spec: { colour: 'red' } },
      { type: 'merge', query: { fieldValidation: 'Strict' } },
    );

    expectStatus(answer, {
      code: 422,
      reason: 'Invalid',
      message: /unknown field "spec\.colour"/,
    });
  });

  it('accepts no other mode', async () => {
    expectStatus(await post('Some'), {
      code: 422,
      reason: 'Invalid',
      message:
        'CreateOptions.meta.k8s.io "" is invalid: fieldValidation: Unsupported value: "Some": supported values: "", "Ignore", "Strict", "Warn"',
    });
  });
});

describe('a dry run', () => {
  it('of a creation answers the whole object and stores nothing', async () => {
    const created = (
      await place().claims.create(claim(), { dryRun: 'All' })
    ).ok();

    expect(created.metadata.uid).toBeTruthy();
    expect(created.metadata).not.toHaveProperty('resourceVersion');
    expect(created.spec.volumeMode).toBe('Filesystem');
    expect((await place().claims.get('data')).code).toBe(404);
  });

  it('of a creation is refused when the name is taken', async () => {
    (await place().claims.create(claim())).ok();

    expectStatus(await place().claims.create(claim(), { dryRun: 'All' }), {
      code: 409,
      reason: 'AlreadyExists',
    });
  });

  it('of a creation is refused when the object is invalid', async () => {
    expectStatus(
      await place().claims.create(
        { metadata: { name: 'data' }, spec: {} },
        { dryRun: 'All' },
      ),
      {
        code: 422,
        reason: 'Invalid',
      },
    );
  });

  it('of a replacement changes nothing', async () => {
    const created = (await place().claims.create(claim())).ok();
    const changed = {
      ...created,
      metadata: { ...created.metadata, labels: { a: 'b' } },
    };
    const shown = (
      await place().claims.replace('data', changed, { dryRun: 'All' })
    ).ok();

    expect(shown.metadata.labels).toEqual({ a: 'b' });
    expect((await place().claims.get('data')).ok()).toEqual(created);
  });

  it('of a deletion deletes nothing', async () => {
    const created = (await place().services.create(service('web'))).ok();

    expect(
      (await place().services.delete('web', { query: { dryRun: 'All' } })).code,
    ).toBe(200);
    expect(
      (await place().services.delete('web', { body: { dryRun: ['All'] } }))
        .code,
    ).toBe(200);
    expect((await place().services.get('web')).ok()).toEqual(created);
  });

  it('of a deletion checks preconditions', async () => {
    (await place().services.create(service('web'))).ok();
    const body = {
      dryRun: ['All'],
      preconditions: { uid: '11111111-1111-1111-1111-111111111111' },
    };

    expectStatus(await place().services.delete('web', { body }), {
      code: 409,
      reason: 'Conflict',
    });
  });

  it('knows no other value than All', async () => {
    expectStatus(await place().claims.create(claim(), { dryRun: 'Some' }), {
      code: 422,
      reason: 'Invalid',
      message:
        'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
    });
  });
});
