import type { Service } from 'kubernetes-types/core/v1';
import { client } from './support/cluster';
import { throughout } from './support/eventually';
import { usePlace } from './support/place';
import type { Live } from './support/resource';
import { WatchReader } from './support/watch';
import { service } from './support/services';

const place = usePlace();
const open: Array<WatchReader<Live<Service>>> = [];

afterEach(() => open.splice(0).forEach(reader => reader.close()));

async function watch(query?: Record<string, string | number | boolean>) {
  const reader = await place().services.watch(query);
  open.push(reader);
  return reader;
}

const create = async (name: string, labels?: Record<string, string>) =>
  (await place().services.create(service(name, labels))).ok();
const label = async (name: string, labels: Record<string, string | null>) =>
  (await place().services.patch(name, { metadata: { labels } })).ok();
const summary = (reader: WatchReader<Live<Service>>) =>
  reader.events
    .filter(({ type }) => type !== 'BOOKMARK')
    .map(({ type, object }) => `${type} ${object.metadata.name}`);
const is =
  (type: string, name: string) =>
  (event: { type: string; object: Live<Service> }) =>
    event.type === type && event.object.metadata.name === name;

describe('a watch', () => {
  it('from a list tells everything that happened since, once and in order', async () => {
    await create('before');
    const { resourceVersion = '' } = (await place().services.list()).ok()
      .metadata;
    await create('after');
    await label('before', { a: 'b' });
    const reader = await watch({ resourceVersion });
    (await place().services.delete('after')).ok();
    await reader.next(is('DELETED', 'after'));

    expect(summary(reader)).toEqual([
      'ADDED after',
      'MODIFIED before',
      'DELETED after',
    ]);
  });

  it('without a version begins with what exists', async () => {
    await create('one');
    await create('two');
    const reader = await watch();
    await create('three');
    await reader.next(is('ADDED', 'three'));

    expect(summary(reader).slice(0, 2).sort()).toEqual([
      'ADDED one',
      'ADDED two',
    ]);
    expect(summary(reader)).toHaveLength(3);
  });

  it('from version 0 begins with what exists as well', async () => {
    await create('one');
    const reader = await watch({ resourceVersion: '0' });

    expect((await reader.next(is('ADDED', 'one'))).object).toMatchObject({
      kind: 'Service',
      apiVersion: 'v1',
    });
  });

  it('tells the whole object with its kind, as it was written', async () => {
    const reader = await watch();
    const created = await create('one');

    expect((await reader.next(is('ADDED', 'one'))).object).toEqual(created);
  });

  it('tells the last state of a deleted object with the version of its deletion', async () => {
    const created = await create('one', { a: 'b' });
    const reader = await watch({
      resourceVersion: created.metadata.resourceVersion,
    });
    (await place().services.delete('one')).ok();
    const { object } = await reader.next(is('DELETED', 'one'));

    expect(object.metadata).toMatchObject({
      uid: created.metadata.uid,
      labels: { a: 'b' },
    });
    expect(Number(object.metadata.resourceVersion)).toBeGreaterThan(
      Number(created.metadata.resourceVersion),
    );
  });

  it('tells finalizers as a change first and the deletion later', async () => {
    const body = {
      ...service('one'),
      metadata: { name: 'one', finalizers: ['example.com/hold'] },
    };
    const created = (await place().services.create(body)).ok();
    const reader = await watch({
      resourceVersion: created.metadata.resourceVersion,
    });
    (await place().services.delete('one')).ok();
    const marked = await reader.next(is('MODIFIED', 'one'));
    (
      await place().services.patch(
        'one',
        { metadata: { finalizers: null } },
        { type: 'merge' },
      )
    ).ok();
    await reader.next(is('DELETED', 'one'));

    expect(marked.object.metadata.deletionTimestamp).toBeTruthy();
    expect(summary(reader)).toEqual(['MODIFIED one', 'DELETED one']);
  });

  it('tells nothing when nothing changed', async () => {
    const created = await create('one', { a: 'b' });
    const reader = await watch({
      resourceVersion: created.metadata.resourceVersion,
    });
    await label('one', { a: 'b' });

    await throughout(500, () => expect(reader.events).toEqual([]));
  });

  it('tells nothing of a dry run', async () => {
    const created = await create('one');
    const reader = await watch({
      resourceVersion: created.metadata.resourceVersion,
    });
    (await place().services.create(service('two'), { dryRun: 'All' })).ok();
    (await place().services.delete('one', { query: { dryRun: 'All' } })).ok();

    await throughout(500, () => expect(reader.events).toEqual([]));
  });

  it('tells one object by its name', async () => {
    await create('one');
    await create('two');
    const reader = await watch({ fieldSelector: 'metadata.name=two' });
    await label('one', { a: 'b' });
    await label('two', { a: 'b' });
    await reader.next(is('MODIFIED', 'two'));

    expect(summary(reader)).toEqual(['ADDED two', 'MODIFIED two']);
  });

  it('tells an object that begins to match as added and one that no longer matches as deleted', async () => {
    const created = await create('one');
    const reader = await watch({
      resourceVersion: created.metadata.resourceVersion,
      labelSelector: 'tier=front',
    });
    await label('one', { tier: 'front' });
    await label('one', { tier: 'front', size: 'big' });
    const last = await label('one', { tier: 'back' });
    const gone = await reader.next(is('DELETED', 'one'));

    expect(summary(reader)).toEqual([
      'ADDED one',
      'MODIFIED one',
      'DELETED one',
    ]);
    expect(gone.object.metadata).toMatchObject({
      resourceVersion: last.metadata.resourceVersion,
      labels: { tier: 'front', size: 'big' },
    });
  });

  it('ends cleanly after timeoutSeconds', async () => {
    const reader = await watch({ timeoutSeconds: 1 });
    await reader.end({ timeout: 5_000 });

    expect(reader.code).toBe(200);
    expect(reader.events.filter(({ type }) => type === 'ERROR')).toEqual([]);
  });

  it('with bookmarks tells the newest version before it ends, also when it was quiet', async () => {
    const created = await create('one');
    const { resourceVersion } = created.metadata;
    const reader = await watch({
      resourceVersion,
      allowWatchBookmarks: true,
      timeoutSeconds: 4,
    });
    await reader.end({ timeout: 10_000 });
    const last = reader.events[reader.events.length - 1];

    expect(last).toMatchObject({
      type: 'BOOKMARK',
      object: { kind: 'Service', apiVersion: 'v1' },
    });
    expect(Number(last.object.metadata.resourceVersion)).toBeGreaterThanOrEqual(
      Number(resourceVersion),
    );
    expect(last.object.metadata).not.toHaveProperty('name');
  });

  it('tells only metadata when asked for that', async () => {
    const reader = await WatchReader.open<Live<Service>>({
      client,
      path: place().services.path,
      accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    });
    open.push(reader);
    await create('one');
    const { object } = await reader.next(is('ADDED', 'one'));

    expect(object).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
    });
    expect(object).not.toHaveProperty('spec');
  });

  it('from a version of long ago is refused with 410, or tells everything since if that is still known', async () => {
    const reader = await watch({ resourceVersion: 1 });
    await create('one');
    const event = await reader.next(() => true);
    const gone = {
      kind: 'Status',
      status: 'Failure',
      code: 410,
      reason: 'Expired',
      message: expect.stringMatching(/^too old resource version: 1 \(\d+\)$/),
    };

    // A cluster forgets only some minutes after its start.
    expect(event).toMatchObject(
      event.type === 'ERROR'
        ? { object: gone }
        : { type: 'ADDED', object: { metadata: { name: 'one' } } },
    );
  });

  it('of all namespaces tells those of each', async () => {
    const reader = await client.stream('/api/v1/services', {
      query: { watch: true },
    });
    const created = await create('one');
    let text = '';
    for await (const chunk of reader.body) {
      text += chunk;
      if (text.includes(created.metadata.uid)) {
        break;
      }
    }
    reader.close();

    expect(text).toContain(`"namespace":"${place().name}"`);
  });
});
