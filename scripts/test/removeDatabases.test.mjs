import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { removeDatabases } from '../lib/removeDatabases.mjs';

describe('starting over', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'databases-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('removes the databases and leaves everything else alone', () => {
    for (const name of [
      'catalog.sqlite',
      'catalog.sqlite-wal',
      'catalog.sqlite-shm',
      'thesis.txt',
      'sqlite',
    ]) {
      writeFileSync(join(folder, name), '');
    }

    removeDatabases(folder);

    assert.deepEqual(readdirSync(folder).sort(), ['sqlite', 'thesis.txt']);
  });

  it('does nothing where there is no folder', () => {
    assert.doesNotThrow(() => removeDatabases(join(folder, 'absent')));
  });
});
