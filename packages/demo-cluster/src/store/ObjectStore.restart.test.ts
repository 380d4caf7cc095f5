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
import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../model/objects';
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

function versionOf(object: Stored | undefined): number {
  return Number(object?.metadata.resourceVersion);
}

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
