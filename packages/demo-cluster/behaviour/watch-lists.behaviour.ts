import type { Service } from 'kubernetes-types/core/v1';
import { expectStatus } from './support/answer';
import { client } from './support/cluster';
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
const summary = (reader: WatchReader<Live<Service>>) =>
  reader.events
    .filter(({ type }) => type !== 'BOOKMARK')
    .map(({ type, object }) => `${type} ${object.metadata.name}`);
const is =
  (type: string, name: string) =>
  (event: { type: string; object: Live<Service> }) =>
    event.type === type && event.object.metadata.name === name;

describe('a watch that lists first', () => {
  const query = {
    sendInitialEvents: true,
    resourceVersionMatch: 'NotOlderThan',
    allowWatchBookmarks: true,
  };
  const endOfList = ({
    type,
    object,
  }: {
    type: string;
    object: Live<Service>;
  }) =>
    type === 'BOOKMARK' &&
    object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true';

  it('ends the list with a bookmark that says so and carries the version', async () => {
    await create('one');
    const last = await create('two');
    const reader = await watch(query);
    const { object } = await reader.next(endOfList);

    expect(reader.events.map(({ type }) => type)).toEqual([
      'ADDED',
      'ADDED',
      'BOOKMARK',
    ]);
    expect(object).toMatchObject({ kind: 'Service', apiVersion: 'v1' });
    expect(Number(object.metadata.resourceVersion)).toBeGreaterThanOrEqual(
      Number(last.metadata.resourceVersion),
    );
  });

  it('sends the bookmark at once when there is nothing to list', async () => {
    const reader = await watch(query);
    await reader.next(endOfList, { timeout: 5_000 });

    expect(reader.events).toHaveLength(1);
  });

  it('goes on with what happens then', async () => {
    const reader = await watch(query);
    await reader.next(endOfList);
    await create('one');

    expect(
      (await reader.next(is('ADDED', 'one'), { timeout: 5_000 })).object
        .metadata.name,
    ).toBe('one');
  });

  it('can be continued from the version of the bookmark without loss', async () => {
    await create('one');
    const reader = await watch(query);
    const { resourceVersion } = (await reader.next(endOfList)).object.metadata;
    reader.close();
    await create('two');
    const continued = await watch({ resourceVersion });
    await continued.next(is('ADDED', 'two'));

    expect(summary(continued)).toEqual(['ADDED two']);
  });

  it('lists only what the selector selects', async () => {
    await create('one', { tier: 'front' });
    await create('two');
    const reader = await watch({ ...query, labelSelector: 'tier=front' });
    await reader.next(endOfList);

    expect(summary(reader)).toEqual(['ADDED one']);
  });

  it('needs resourceVersionMatch', async () => {
    const status = expectStatus(
      await client.call('GET', place().services.path, {
        query: { watch: true, sendInitialEvents: true },
      }),
      { code: 422, reason: 'Invalid' },
    );

    expect(status.message).toBe(
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  });

  it('is refused for a list that does not watch', async () => {
    expectStatus(
      await client.call('GET', place().services.path, {
        query: {
          sendInitialEvents: true,
          resourceVersionMatch: 'NotOlderThan',
        },
      }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list/,
      },
    );
  });
});
