import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fingerprint } from '../lib/fingerprint.mjs';
import { withLocalDependencies } from '../lib/workspaces.mjs';

describe('fingerprint', () => {
  /** @type {string} */
  let folder;
  /** @param {string} file @param {string} content */
  const write = (file, content) => {
    const path = join(folder, file);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, content);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fingerprint-'));
    write('src/index.ts', 'one');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const { title, change, changes } of [
    {
      title: 'changes with the content of a file',
      change: () => write('src/index.ts', 'two'),
      changes: true,
    },
    {
      title: 'changes with a new file, even an empty one',
      change: () => write('src/new.ts', ''),
      changes: true,
    },
    {
      title: 'changes when a file gets another name',
      change: () => {
        rmSync(join(folder, 'src/index.ts'));
        write('src/main.ts', 'one');
      },
      changes: true,
    },
    {
      title: 'stays when a test changes',
      change: () => write('src/index.test.ts', 'new'),
      changes: false,
    },
    {
      title: 'stays when something is built or installed',
      change: () => {
        write('dist/index.js', 'new');
        write('node_modules/a/index.js', 'new');
      },
      changes: false,
    },
  ]) {
    it(title, () => {
      const before = fingerprint([folder]);
      change();
      assert.equal(fingerprint([folder]) !== before, changes);
    });
  }

  it('leaves out what does not exist', () => {
    assert.equal(
      fingerprint([folder, join(folder, 'missing.yaml')]),
      fingerprint([folder]),
    );
  });
});

describe('withLocalDependencies', () => {
  /** @param {string} name @param {string[]} dependencies */
  const workspace = (name, dependencies) => ({
    name,
    folder: `packages/${name}`,
    published: false,
    dependencies,
  });

  it('follows dependencies through this repository only, each once, also in a circle', () => {
    const all = [
      workspace('app', ['react', 'card']),
      workspace('card', ['types', 'app']),
      workspace('types', []),
      workspace('backend', ['types']),
    ];

    assert.deepEqual(
      withLocalDependencies('app', all).map(({ name }) => name),
      ['app', 'card', 'types'],
    );
  });
});
