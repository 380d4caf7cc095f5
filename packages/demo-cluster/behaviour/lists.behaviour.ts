import { gunzipSync } from 'node:zlib';
import { expectStatus } from './support/answer';
import { client, cluster } from './support/cluster';
import { pod, script } from './support/objects';
import { usePlace } from './support/place';
import type { List } from './support/resource';

const place = usePlace();

const service = (name: string, labels?: Record<string, string>) => ({
  metadata: { name, labels },
  spec: { ports: [{ port: 80 }] },
});

async function services(count: number) {
  for (let index = 0; index < count; index += 1) {
    (await place().services.create(service(`s${index}`))).ok();
  }
}

async function names(query?: Record<string, string>): Promise<string[]> {
  return (await place().services.list(query))
    .ok()
    .items.map(each => each.metadata.name);
}

describe('a list', () => {
  it('has a kind, a resource version and items in the order of their names', async () => {
    for (const name of ['b', 'c', 'a']) {
      (await place().services.create(service(name))).ok();
    }
    const list = (await place().services.list()).ok();

    expect(list).toMatchObject({ kind: 'ServiceList', apiVersion: 'v1' });
    expect(list.metadata.resourceVersion).toMatch(/^\d+$/);
    expect(list.items.map(each => each.metadata.name)).toEqual(['a', 'b', 'c']);
  });

  it('does not repeat kind and apiVersion in its items', async () => {
    await services(1);
    const [item] = (await place().services.list()).ok().items;

    expect(item).not.toHaveProperty('kind');
    expect(item).not.toHaveProperty('apiVersion');
  });

  it('of all namespaces contains those of each, by namespace and name', async () => {
    await services(2);
    const all = (
      await client.call<
        List<{ metadata: { namespace: string; name: string } }>
      >('GET', '/api/v1/services')
    ).ok();
    const keys = all.items.map(
      ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
    );

    expect(keys).toEqual(
      expect.arrayContaining([`${place().name}/s0`, `${place().name}/s1`]),
    );
    expect(keys).toEqual([...keys].sort());
  });

  it('may come from any earlier moment when the caller asks for resource version 0', async () => {
    await services(1);

    expect((await place().services.list({ resourceVersion: '0' })).code).toBe(
      200,
    );
  });

  it('can be had not older than a version', async () => {
    const { metadata } = (await place().services.create(service('one'))).ok();
    (await place().services.create(service('two'))).ok();
    const { resourceVersion } = metadata;
    const list = (
      await place().services.list({
        resourceVersion,
        resourceVersionMatch: 'NotOlderThan',
      })
    ).ok();

    expect(list.items.map(each => each.metadata.name)).toEqual(['one', 'two']);
  });

  it('cannot be had from the future', async () => {
    const resourceVersion = '999999999999';
    const answer = await place().services.list({
      resourceVersion,
      resourceVersionMatch: 'NotOlderThan',
    });
    const status = expectStatus(answer, {
      code: 504,
      reason: 'Timeout',
      message:
        /^Timeout: Too large resource version: 999999999999, current: \d+$/,
    });

    expect(status.details).toMatchObject({
      causes: [
        {
          reason: 'ResourceVersionTooLarge',
          message: 'Too large resource version',
        },
      ],
    });
  });

  it('needs a version to match a version', async () => {
    expectStatus(
      await place().services.list({ resourceVersionMatch: 'Exact' }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
      },
    );
  });

  it('contains only metadata when asked for that', async () => {
    await services(2);
    const list = await client.call<List<object>>('GET', place().services.path, {
      accept:
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
    });

    expect(list.ok()).toMatchObject({
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
    });
    expect(list.ok().items).toHaveLength(2);
    expect(list.ok().items[0]).not.toHaveProperty('spec');
  });

  it('is compressed when it is large and the caller says that it may be', async () => {
    const annotations = { text: 'persistence '.repeat(14_000) };
    (
      await place().services.create({
        ...service('large'),
        metadata: { name: 'large', annotations },
      })
    ).ok();
    const answer = await client.call('GET', place().services.path, {
      headers: { 'accept-encoding': 'gzip' },
    });

    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(answer.bytes).toString('utf8'))).toMatchObject(
      { kind: 'ServiceList' },
    );
  });
});

describe('label selectors', () => {
  const cases: Array<[string, string[]]> = [
    ['tier=front', ['one', 'two']],
    ['tier==front', ['one', 'two']],
    ['tier!=front', ['four', 'three']],
    ['tier in (front,back)', ['one', 'three', 'two']],
    ['tier notin (front)', ['four', 'three']],
    ['size', ['one', 'three']],
    ['!size', ['four', 'two']],
    ['tier=front,size=big', ['one']],
    ['tier in (front), !size', ['two']],
    ['tier=', []],
    ['example.com/owner=team', ['four']],
  ];

  it('select by value, by set and by existence', async () => {
    (
      await place().services.create(
        service('one', { tier: 'front', size: 'big' }),
      )
    ).ok();
    (await place().services.create(service('two', { tier: 'front' }))).ok();
    (
      await place().services.create(
        service('three', { tier: 'back', size: 'small' }),
      )
    ).ok();
    (
      await place().services.create(
        service('four', { 'example.com/owner': 'team' }),
      )
    ).ok();

    for (const [labelSelector, expected] of cases) {
      expect({ labelSelector, names: await names({ labelSelector }) }).toEqual({
        labelSelector,
        names: expected,
      });
    }
  });

  it.each([
    ['tier in', "unable to parse requirement: found '' expected: '('"],
    ['!!', "unable to parse requirement: found '!', expected: identifier"],
    ['tier=a b', /unable to parse requirement|found 'b'/],
    ['Not A Label=x', /unable to parse/],
  ])('refuse %s', async (labelSelector, message) => {
    expectStatus(await place().services.list({ labelSelector }), {
      code: 400,
      reason: 'BadRequest',
      message,
    });
  });
});

describe('field selectors', () => {
  it('select by name', async () => {
    await services(3);

    expect(await names({ fieldSelector: 'metadata.name=s1' })).toEqual(['s1']);
    expect(await names({ fieldSelector: 'metadata.name!=s1' })).toEqual([
      's0',
      's2',
    ]);
  });

  it('select by namespace over all namespaces', async () => {
    await services(1);
    const list = await client.call<List<object>>('GET', '/api/v1/services', {
      query: { fieldSelector: `metadata.namespace=${place().name}` },
    });

    expect(list.ok().items).toHaveLength(1);
  });

  it('select pods by node and by phase', async () => {
    const containers = [script('true')];
    (
      await place().pods.create(pod('here', { containers, nodeName: 'n1' }))
    ).ok();
    (
      await place().pods.create(
        pod('nowhere', {
          containers,
          nodeSelector: { 'kubernetes.io/hostname': 'nowhere' },
        }),
      )
    ).ok();
    await place().pods.until('here', each =>
      expect(each.status.phase).toBe('Running'),
    );
    const podNames = async (fieldSelector: string) =>
      (await place().pods.list({ fieldSelector }))
        .ok()
        .items.map(each => each.metadata.name);

    expect(await podNames('spec.nodeName=n1')).toEqual(['here']);
    expect(await podNames('spec.nodeName=')).toEqual(['nowhere']);
    expect(await podNames('status.phase=Running')).toEqual(['here']);
    expect(
      await podNames('status.phase!=Running,metadata.name=nowhere'),
    ).toEqual(['nowhere']);
  });

  it('refuse a field that they do not know', async () => {
    expectStatus(await place().pods.list({ fieldSelector: 'spec.color=red' }), {
      code: 400,
      reason: 'BadRequest',
      message: 'field label not supported: spec.color',
    });
  });
});

describe('a list in chunks', () => {
  it('has the same resource version in every chunk and says how many remain', async () => {
    await services(5);
    const first = (await place().services.list({ limit: 2 })).ok();
    const second = (
      await place().services.list({
        limit: 2,
        continue: first.metadata.continue ?? '',
      })
    ).ok();
    const third = (
      await place().services.list({
        limit: 2,
        continue: second.metadata.continue ?? '',
      })
    ).ok();

    expect(
      [first, second, third].map(chunk =>
        chunk.items.map(each => each.metadata.name),
      ),
    ).toEqual([['s0', 's1'], ['s2', 's3'], ['s4']]);
    expect(
      [first, second, third].map(chunk => chunk.metadata.remainingItemCount),
    ).toEqual([3, 1, undefined]);
    expect(third.metadata).not.toHaveProperty('continue');
    expect(
      new Set(
        [first, second, third].map(chunk => chunk.metadata.resourceVersion),
      ).size,
    ).toBe(1);
  });

  it('is the list of the moment of its first chunk', async () => {
    await services(3);
    const first = (await place().services.list({ limit: 1 })).ok();
    (await place().services.create(service('s9'))).ok();
    (await place().services.delete('s2')).ok();
    const rest = (
      await place().services.list({ continue: first.metadata.continue ?? '' })
    ).ok();

    expect(rest.items.map(each => each.metadata.name)).toEqual(['s1', 's2']);
    expect(rest.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
  });

  it('does not tell how many remain when a selector selects', async () => {
    await services(3);
    const first = (
      await place().services.list({ limit: 1, labelSelector: '!nothing' })
    ).ok();

    expect(first.metadata.continue).toBeTruthy();
    expect(first.metadata).not.toHaveProperty('remainingItemCount');
  });

  it('refuses a token that it did not write', async () => {
    expectStatus(await place().services.list({ limit: 1, continue: 'abc' }), {
      code: 400,
      reason: 'BadRequest',
      message: /^invalid continue token: continue key is not valid/,
    });
  });

  it('refuses a limit that is no number', async () => {
    expectStatus(await client.call('GET', `${place().services.path}?limit=x`), {
      code: 400,
      reason: 'BadRequest',
      message: 'strconv.ParseInt: parsing "x": invalid syntax',
    });
  });

  it('has expired when its moment is no longer known', async () => {
    // A token names a version, a start key and nothing secret: one of long ago expires like one that was kept for long.
    const token = Buffer.from(
      JSON.stringify({ v: 'meta.k8s.io/v1', rv: 1, start: `s0\u0000` }),
    ).toString('base64url');
    const status = expectStatus(
      await place().services.list({ limit: 1, continue: token }),
      { code: 410, reason: 'Expired' },
    );

    expect(status.message).toMatch(
      /^The provided continue parameter is too old to display a consistent list result/,
    );
  });
});

describe('lists of what belongs to no namespace', () => {
  it('contain the two nodes with their names as labels', async () => {
    const list = (
      await cluster.nodes.list({
        labelSelector: 'kubernetes.io/hostname in (n1,n2)',
      })
    ).ok();

    expect(list.items.map(each => each.metadata.name)).toEqual(['n1', 'n2']);
    for (const node of list.items) {
      expect(node.status.conditions).toContainEqual(
        expect.objectContaining({ type: 'Ready', status: 'True' }),
      );
    }
  });

  it('contain the storage classes with the default among them', async () => {
    const list = (await cluster.classes.list()).ok();
    const standard = list.items.find(each => each.metadata.name === 'standard');

    expect(list.items.map(each => each.metadata.name)).toEqual(
      expect.arrayContaining([
        'broken',
        'ext4',
        'fixed-size',
        'immediate',
        'retained',
        'shared',
        'slow',
        'standard',
      ]),
    );
    expect(standard).toMatchObject({
      metadata: {
        annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
      },
      provisioner: 'loop.csi.test',
      reclaimPolicy: 'Delete',
      volumeBindingMode: 'WaitForFirstConsumer',
    });
  });
});
