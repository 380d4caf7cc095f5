import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
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

describe('the store after a restart', () => {
  it('has every object as it last was', () => {
    const before = open();
    before.put(pods, pod('a'));
    const kept = before.put(pods, pod('a', { app: 'web' }));
    before.remove(pods, before.put(pods, pod('b')));
    before.close();

    const after = open();

    expect(after.all(pods)).toEqual([kept]);
    expect(Object.isFrozen(after.find(pods, 'demo/a')?.metadata)).toBe(true);
  });

  it('goes on counting, also when the last change was a deletion', () => {
    const before = open();
    before.remove(pods, before.put(pods, pod('a')));
    const { version } = before;

    const after = open();
    expect(after.version).toBe(version);
    after.close();

    const muchLater = open();
    expect(muchLater.version).toBe(version);
    expect(versionOf(muchLater.put(pods, pod('b')))).toBe(version + 1);
    expect(muchLater.isEmpty).toBe(false);
  });

  it('cannot replay what was before', () => {
    const before = open();
    const first = before.put(pods, pod('a'));
    before.put(pods, pod('b'));

    const after = open();

    expect(after.changesSince(pods, versionOf(first))).toBeUndefined();
    expect(after.changesSince(deployments, versionOf(first))).toBeUndefined();
    expect(after.changesSince(pods, after.version)).toEqual([]);
    after.put(pods, pod('c'));
    expect(after.changesSince(pods, after.version - 1)).toHaveLength(1);
  });

  it('needs no goodbye from the process before', () => {
    const killed = open();
    const stored = killed.put(pods, pod('a'));

    expect(open().find(pods, 'demo/a')).toEqual(stored);
  });

  it('passes over a line that was being written when the process was killed', () => {
    const killed = open();
    const stored = killed.put(pods, pod('a'));
    killed.close();
    appendFileSync(journal, '{"resource":"pods","object":{"apiVer');

    const after = open();
    expect(after.all(pods)).toEqual([stored]);
    after.put(pods, pod('b'));
    after.close();

    expect(
      open()
        .all(pods)
        .map(({ metadata }) => metadata.name),
    ).toEqual(['a', 'b']);
  });

  it('passes over a line that is whole but for its end', () => {
    const killed = open();
    killed.put(pods, pod('a'));
    killed.close();
    writeFileSync(journal, readFileSync(journal, 'utf8').trimEnd());

    expect(open().all(pods)).toEqual([]);
  });

  it('does not mind what an unfinished rewrite has left', () => {
    const killed = open();
    const stored = killed.put(pods, pod('a'));
    killed.close();
    writeFileSync(`${journal}.next`, '{"resource":"po');

    expect(open().all(pods)).toEqual([stored]);
  });

  it('refuses to start from a broken journal rather than to lose objects', () => {
    open().put(pods, pod('a'));
    appendFileSync(
      journal,
      'nonsense\n{"resource":"","deleted":"","version":5}\n',
    );

    expect(() => open()).toThrow(SyntaxError);
  });
});

describe('the journal', () => {
  it('is rewritten when most of it is out of date', () => {
    const store = open();
    const note = 'x'.repeat(100_000);
    for (let change = 0; change < 60; change += 1) {
      store.put(pods, pod('a', { change: String(change), note }));
    }
    const kept = store.find(pods, 'demo/a');
    store.close();

    expect(statSync(journal).size).toBeLessThan(3_000_000);
    expect(existsSync(`${journal}.next`)).toBe(false);
    const after = open();
    expect(after.all(pods)).toEqual([kept]);
    expect(after.version).toBe(versionOf(kept));
  });

  it('is not rewritten again and again when it is large because much is stored', () => {
    const store = open();
    const note = 'x'.repeat(1_000_000);
    for (let number = 0; number < 8; number += 1) {
      store.put(pods, pod(`p${number}`, { note }));
    }
    const { ino } = statSync(journal);
    store.put(pods, pod('p0', { note: 'short' }));

    expect(statSync(journal).ino).toBe(ino);
    expect(store.all(pods)).toHaveLength(8);
  });

  it('is made in a folder that need not exist', () => {
    const store = ObjectStore.open({ directory: join(directory, 'a', 'b') });
    store.put(pods, pod('a'));

    expect(existsSync(join(directory, 'a', 'b', 'objects.ndjson'))).toBe(true);
  });
});
