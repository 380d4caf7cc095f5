import { expectStatus } from './support/answer';
import { client, cluster } from './support/cluster';
import { claim, deployment, pod } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const causes = (status: {
  details?: { causes?: Array<{ reason?: string; field?: string }> };
}) => status.details?.causes?.map(({ reason, field }) => ({ reason, field }));

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

describe('an invalid object', () => {
  it('is refused with a cause for every field', async () => {
    const status = expectStatus(
      await place().claims.create({ metadata: { name: 'A_b' }, spec: {} }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /^PersistentVolumeClaim "A_b" is invalid: \[metadata\.name: Invalid value: "A_b": a lowercase RFC 1123 subdomain must/,
      },
    );

    expect(status.details).toMatchObject({
      name: 'A_b',
      kind: 'PersistentVolumeClaim',
    });
    expect(causes(status)).toEqual([
      { reason: 'FieldValueInvalid', field: 'metadata.name' },
      { reason: 'FieldValueRequired', field: 'spec.accessModes' },
      { reason: 'FieldValueRequired', field: 'spec.resources[storage]' },
    ]);
  });

  it('needs a name', async () => {
    const status = expectStatus(
      await place().claims.create({ ...claim(), metadata: {} }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'PersistentVolumeClaim "" is invalid: metadata.name: Required value: name or generateName is required',
      },
    );

    expect(causes(status)).toEqual([
      { reason: 'FieldValueRequired', field: 'metadata.name' },
    ]);
  });

  it('is refused when a selector does not select the template', async () => {
    const wrong = deployment({
      spec: { selector: { matchLabels: { app: 'another' } } },
    });
    const status = expectStatus(await place().deployments.create(wrong), {
      code: 422,
      reason: 'Invalid',
      message:
        /^Deployment\.apps "web" is invalid: spec\.template\.metadata\.labels: Invalid value: .*`selector` does not match template `labels`/,
    });

    expect(status.details).toMatchObject({
      name: 'web',
      group: 'apps',
      kind: 'Deployment',
    });
  });

  it('is refused when a mount names no volume', async () => {
    const lost = pod('lost', {
      containers: [
        {
          name: 'app',
          image: 'localhost/busybox:1',
          volumeMounts: [{ name: 'data', mountPath: '/data' }],
        },
      ],
    });
    const status = expectStatus(await place().pods.create(lost), {
      code: 422,
      reason: 'Invalid',
    });

    expect(status.message).toBe(
      'Pod "lost" is invalid: spec.containers[0].volumeMounts[0].name: Not found: "data"',
    );
    expect(causes(status)).toEqual([
      {
        reason: 'FieldValueNotFound',
        field: 'spec.containers[0].volumeMounts[0].name',
      },
    ]);
  });

  it('is refused when two mounts share a path', async () => {
    const twice = pod('twice', {
      volumes: [{ name: 'data', emptyDir: {} }],
      containers: [
        {
          name: 'app',
          image: 'localhost/busybox:1',
          volumeMounts: [
            { name: 'data', mountPath: '/data' },
            { name: 'data', mountPath: '/data' },
          ],
        },
      ],
    });

    expectStatus(await place().pods.create(twice), {
      code: 422,
      reason: 'Invalid',
      message:
        'Pod "twice" is invalid: spec.containers[0].volumeMounts[1].mountPath: Invalid value: "/data": must be unique',
    });
  });

  it('is refused when two volumes share a name', async () => {
    const volume = { name: 'data', emptyDir: {} };
    const status = expectStatus(
      await place().pods.create(pod('twins', { volumes: [volume, volume] })),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'Pod "twins" is invalid: spec.volumes[1].name: Duplicate value: "data"',
      },
    );

    expect(causes(status)).toEqual([
      { reason: 'FieldValueDuplicate', field: 'spec.volumes[1].name' },
    ]);
  });

  it('is refused when one volume has two sources', async () => {
    const both = {
      name: 'data',
      emptyDir: {},
      persistentVolumeClaim: { claimName: 'data' },
    };

    expectStatus(await place().pods.create(pod('both', { volumes: [both] })), {
      code: 422,
      reason: 'Invalid',
      message:
        'Pod "both" is invalid: spec.volumes[0].persistentVolumeClaim: Forbidden: may not specify more than 1 volume type',
    });
  });

  it('is refused for an access mode that does not exist', async () => {
    const status = expectStatus(
      await place().claims.create(claim({ accessMode: 'ReadWriteSometimes' })),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /spec\.accessModes: Unsupported value: "ReadWriteSometimes": supported values: "ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod"/,
      },
    );

    expect(causes(status)).toEqual([
      { reason: 'FieldValueNotSupported', field: 'spec.accessModes' },
    ]);
  });

  it('is refused when a label is no label', async () => {
    const answer = await place().claims.create(
      claim({ labels: { entity: 'component:default/web' } }),
    );

    expectStatus(answer, {
      code: 422,
      reason: 'Invalid',
      message:
        /metadata\.labels: Invalid value: "component:default\/web": a valid label must/,
    });
  });

  it('is refused when its name is too long', async () => {
    const answer = await place().claims.create(
      claim({ name: 'a'.repeat(254) }),
    );

    expectStatus(answer, {
      code: 422,
      reason: 'Invalid',
      message:
        /metadata\.name: Invalid value: .* must be no more than 253 (characters|bytes)/,
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
