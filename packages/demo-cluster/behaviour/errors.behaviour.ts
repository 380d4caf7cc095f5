import { expectStatus } from './support/answer';
import { client, cluster } from './support/cluster';
import { claim, deployment } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

describe('not found', () => {
  it('names a missing object of the core group', async () => {
    const status = expectStatus(await place().pods.get('nobody'), {
      code: 404,
      reason: 'NotFound',
      message: 'pods "nobody" not found',
    });

    expect(status.details).toEqual({ name: 'nobody', kind: 'pods' });
  });

  it('names a missing object of a named group with its group', async () => {
    const status = expectStatus(await place().deployments.get('nobody'), {
      code: 404,
      reason: 'NotFound',
      message: 'deployments.apps "nobody" not found',
    });

    expect(status.details).toEqual({
      name: 'nobody',
      group: 'apps',
      kind: 'deployments',
    });
  });

  it.each(['GET', 'DELETE'])(
    'answers %s of a missing object with 404',
    async method => {
      expectStatus(await client.call(method, `${place().claims.path}/nobody`), {
        code: 404,
        reason: 'NotFound',
      });
    },
  );

  it('patches nothing that does not exist', async () => {
    expectStatus(
      await place().claims.patch('nobody', {
        metadata: { labels: { a: 'b' } },
      }),
      {
        code: 404,
        reason: 'NotFound',
        message: 'persistentvolumeclaims "nobody" not found',
      },
    );
  });

  it('creates nothing in a namespace that does not exist', async () => {
    const answer = await client.call(
      'POST',
      '/api/v1/namespaces/no-such-place/persistentvolumeclaims',
      { body: claim() },
    );

    const status = expectStatus(answer, {
      code: 404,
      reason: 'NotFound',
      message: 'namespaces "no-such-place" not found',
    });
    expect(status.details).toEqual({
      name: 'no-such-place',
      kind: 'namespaces',
    });
  });

  it('lists nothing, without an error, in a namespace that does not exist', async () => {
    const list = await client.call<{ items: object[] }>(
      'GET',
      '/api/v1/namespaces/no-such-place/pods',
    );

    expect(list.ok().items).toEqual([]);
  });
});

describe('what a path does not do', () => {
  it.each([
    ['PUT', ''],
    ['PATCH', ''],
    ['POST', '/somebody'],
  ])('answers %s %s with 405', async (method, rest) => {
    const answer = await client.call(method, `${place().pods.path}${rest}`, {
      body: {},
    });

    const status = expectStatus(answer, {
      code: 405,
      reason: 'MethodNotAllowed',
      message:
        'the server does not allow this method on the requested resource',
    });
    expect(status.details).toEqual({});
  });

  it('understands no other media type than those it names', async () => {
    const answer = await client.call('POST', place().claims.path, {
      body: claim(),
      contentType: 'text/plain',
    });

    expectStatus(answer, {
      code: 415,
      reason: 'UnsupportedMediaType',
      message: /accepted media types include: application\/json/,
    });
  });

  it('patches only with a media type of a patch', async () => {
    (await place().claims.create(claim())).ok();
    const answer = await client.call('PATCH', `${place().claims.path}/data`, {
      body: {},
    });

    expectStatus(answer, { code: 415, reason: 'UnsupportedMediaType' });
  });

  it('writes no other media type than those it names', async () => {
    const answer = await client.call('GET', place().claims.path, {
      accept: 'text/html',
    });

    expectStatus(answer, {
      code: 406,
      reason: 'NotAcceptable',
      message: /application\/json/,
    });
  });
});

describe('a bad request', () => {
  it('is told about JSON that ends too early', async () => {
    const answer = await client.call('POST', place().claims.path, {
      body: '{"metadata"',
    });

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message: /unexpected end of JSON input/,
    });
  });

  it('is told about a missing body', async () => {
    expectStatus(await client.call('POST', place().claims.path, { body: '' }), {
      code: 400,
      reason: 'BadRequest',
    });
  });

  it('is told about an object of another kind', async () => {
    const answer = await place().pods.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a' },
    });

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message: /^Service in version "v1" cannot be handled as a Pod/,
    });
  });

  it('is told about a field of another type', async () => {
    const answer = await place().deployments.create({
      metadata: { name: 'a' },
      spec: { replicas: 'one' },
    });

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message:
        /^Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into .*spec.replicas of type int32$/,
    });
  });

  it('is told about a quantity that is none', async () => {
    expectStatus(await place().claims.create(claim({ size: '1Gx' })), {
      code: 400,
      reason: 'BadRequest',
      message: /quantities must match the regular expression/,
    });
  });

  it('is told when body and path name different namespaces', async () => {
    const answer = await place().claims.create({
      ...claim(),
      metadata: { name: 'data', namespace: 'elsewhere' },
    });

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message:
        'the namespace of the provided object does not match the namespace sent on the request',
    });
  });

  it('is told when body and path name different objects', async () => {
    (await place().claims.create(claim())).ok();
    const answer = await place().claims.replace(
      'data',
      claim({ name: 'other' }),
    );

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message:
        'the name of the object (other) does not match the name on the URL (data)',
    });
  });
});

describe('a conflict', () => {
  it('is told when the name is taken', async () => {
    (
      await place().deployments.create(deployment({ spec: { replicas: 0 } }))
    ).ok();
    const status = expectStatus(
      await place().deployments.create(deployment()),
      {
        code: 409,
        reason: 'AlreadyExists',
        message: 'deployments.apps "web" already exists',
      },
    );

    expect(status.details).toEqual({
      name: 'web',
      group: 'apps',
      kind: 'deployments',
    });
  });

  it('is told for a namespace too', async () => {
    expectStatus(
      await cluster.namespaces.create({ metadata: { name: 'default' } }),
      {
        code: 409,
        reason: 'AlreadyExists',
        message: 'namespaces "default" already exists',
      },
    );
  });
});
