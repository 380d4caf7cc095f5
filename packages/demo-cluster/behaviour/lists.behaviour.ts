import { gunzipSync } from 'node:zlib';
import { expectStatus } from './support/answer';
import { client, cluster } from './support/cluster';
import { usePlace } from './support/place';
import type { List } from './support/resource';
import { createServices, service } from './support/services';

const place = usePlace();

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
    await createServices(place(), 1);
    const [item] = (await place().services.list()).ok().items;

    expect(item).not.toHaveProperty('kind');
    expect(item).not.toHaveProperty('apiVersion');
  });

  it('of all namespaces contains those of each, by namespace and name', async () => {
    await createServices(place(), 2);
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
    await createServices(place(), 1);

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
    await createServices(place(), 2);
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
