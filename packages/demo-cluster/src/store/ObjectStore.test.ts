import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import type { ObjectEvent, Stored } from '../model/objects';
import { deployments, pods } from '../resources';
import { ObjectStore } from './ObjectStore';

let directory: string;
let journal: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'store-'));
  journal = join(directory, 'objects.ndjson');
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function open(): ObjectStore {
  return ObjectStore.open({ directory });
}

function pod(name: string, labels: Record<string, string> = {}): Stored<Pod> {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: 'demo',
      labels,
      uid: `uid of ${name}`,
      resourceVersion: '',
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
  };
}

function deployment(name: string): Stored<Deployment> {
  const { metadata } = pod(name);
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata };
}

function versionOf(object: Stored | undefined): number {
  return Number(object?.metadata.resourceVersion);
}

describe('the store', () => {
  it('gives every change of any kind the next version', () => {
    const store = open();
    const start = store.version;

    const first = store.put(pods, pod('a'));
    const other = store.put(deployments, deployment('b'));
    const second = store.put(pods, pod('a'));
    const removed = store.remove(pods, second);

    expect([first, other, second, removed].map(versionOf)).toEqual([
      start + 1,
      start + 2,
      start + 3,
      start + 4,
    ]);
    expect(store.version).toBe(start + 4);
  });

  it('starts above zero, so that there is a version that is too old', () => {
    const store = open();

    expect(store.version).toBeGreaterThan(1);
    expect(store.changesSince(pods, 1)).toBeUndefined();
    expect(store.changesSince(pods, store.version)).toEqual([]);
  });

  it('knows whether anything was ever written', () => {
    const store = open();
    expect(store.isEmpty).toBe(true);

    store.remove(pods, store.put(pods, pod('a')));

    expect(store.isEmpty).toBe(false);
  });

  it('finds what was stored, by kind and key', () => {
    const store = open();
    const stored = store.put(pods, pod('a'));

    expect(store.find(pods, 'demo/a')).toBe(stored);
    expect(store.find(pods, 'other/a')).toBeUndefined();
    expect(store.find(deployments, 'demo/a')).toBeUndefined();
    expect(store.all(pods)).toEqual([stored]);
    expect(store.all(deployments)).toEqual([]);
  });

  it('hands out objects that cannot be changed', () => {
    const store = open();
    const stored = store.put(pods, pod('a', { app: 'web' }));

    expect(() => {
      stored.metadata.name = 'b';
    }).toThrow(TypeError);
    expect(() => {
      Object.assign(stored.metadata.labels ?? {}, { app: 'api' });
    }).toThrow(TypeError);
    expect(store.find(pods, 'demo/a')?.metadata.labels).toEqual({ app: 'web' });
  });

  it('tells those who listen to the kind about each change, with the state before', () => {
    const store = open();
    const events: ObjectEvent<Pod>[] = [];
    const end = store.subscribe(pods, event => events.push(event));

    const first = store.put(pods, pod('a'));
    store.put(deployments, deployment('a'));
    const second = store.put(pods, pod('a', { app: 'web' }));
    const removed = store.remove(pods, second);
    end();
    store.put(pods, pod('b'));

    expect(events).toEqual([
      { type: 'ADDED', object: first },
      { type: 'MODIFIED', object: second, previous: first },
      { type: 'DELETED', object: removed, previous: second },
    ]);
    expect(removed.metadata).toEqual({
      ...second.metadata,
      resourceVersion: String(store.version - 1),
    });
  });

  it('has written a change before it tells anyone', () => {
    const store = open();
    let lines = 0;
    store.subscribe(pods, () => {
      lines = readFileSync(journal, 'utf8').split('\n').length;
    });

    store.put(pods, pod('a'));

    expect(lines).toBeGreaterThan(1);
  });

  it('replays the changes of a kind after a version', () => {
    const store = open();
    const first = store.put(pods, pod('a'));
    store.put(deployments, deployment('a'));
    const second = store.put(pods, pod('b'));
    const removed = store.remove(pods, first);

    const typesAndNames = (version: number) =>
      store
        .changesSince(pods, version)
        ?.map(({ type, object }) => `${type} ${object.metadata.name}`);

    expect(typesAndNames(versionOf(first) - 1)).toEqual([
      'ADDED a',
      'ADDED b',
      'DELETED a',
    ]);
    expect(typesAndNames(versionOf(first))).toEqual(['ADDED b', 'DELETED a']);
    expect(typesAndNames(versionOf(second))).toEqual(['DELETED a']);
    expect(typesAndNames(versionOf(removed))).toEqual([]);
  });

  it('forgets the oldest changes of a kind when there are many', () => {
    const store = open();
    const first = store.put(pods, pod('a'));
    const other = store.put(deployments, deployment('a'));
    for (let change = 0; change < 1000; change += 1) {
      store.put(pods, pod('a', { change: String(change) }));
    }

    expect(store.changesSince(pods, versionOf(first) - 1)).toBeUndefined();
    expect(store.changesSince(pods, versionOf(first))).toHaveLength(1000);
    expect(store.changesSince(deployments, versionOf(other) - 1)).toHaveLength(
      1,
    );
  });
});
