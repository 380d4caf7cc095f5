import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { scriptPath } from '../lib/paths.mjs';
import { TiedProcess } from '../lib/TiedProcess.mjs';
import { eventually } from './support/eventually.mjs';
import { findTree, stillRunning } from './support/processes.mjs';

const MODULE = pathToFileURL(scriptPath('lib', 'TiedProcess.mjs'));

describe('TiedProcess', () => {
  /** @type {string} */
  let folder;
  /** @param {string} name @param {string} source */
  const write = (name, source) => {
    const path = join(folder, name);
    writeFileSync(path, source);
    return path;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tied-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has the exit code of the program', async () => {
    const script = write('seven.cjs', 'process.exitCode = 7');

    const { code } = await TiedProcess.start({ name: 'seven', script }).ended;

    assert.equal(code, 7);
  });

  it('lets a program end that has nothing left to do', async () => {
    const script = write('idle.mjs', '');

    const { code } = await TiedProcess.start({ name: 'idle', script }).ended;

    assert.equal(code, 0);
  });

  it('leaves the programs alone that the program forks', async () => {
    write('child.cjs', "process.once('message', () => process.exit(5))");
    const script = write(
      'parent.cjs',
      `const child = require('node:child_process').fork(require.resolve('./child.cjs'));
       setTimeout(() => child.send('end'), 300);
       child.once('exit', code => process.exit(code));`,
    );

    const { code } = await TiedProcess.start({ name: 'parent', script }).ended;

    assert.equal(code, 5);
  });

  it('kills a program that does not end when it is asked to', async () => {
    const script = write(
      'stubborn.cjs',
      "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('up')",
    );
    const tied = TiedProcess.start({
      name: 'stubborn',
      script,
      stdout: 'pipe',
      grace: 200,
    });
    assert.ok(tied.stdout);
    await once(tied.stdout, 'data');

    await tied.end();

    assert.deepEqual(await tied.ended, { code: 1, signal: 'SIGKILL' });
  });

  for (const [title, script] of Object.entries({
    'a Node program': 'node',
    'any other program': 'keep',
  })) {
    it(`ends ${title} when this side is killed`, async () => {
      const target =
        script === 'node'
          ? {
              script: write('forever.cjs', 'setInterval(() => {}, 1000)'),
              args: [],
            }
          : {
              script: scriptPath('lib', 'keep.mjs'),
              args: ['SIGTERM', 'sleep', '1000'],
            };
      const starter = spawn(
        process.execPath,
        [
          write(
            'starter.mjs',
            `import { TiedProcess } from ${JSON.stringify(MODULE)};
             TiedProcess.start(${JSON.stringify({ name: title, ...target })});`,
          ),
        ],
        { stdio: 'inherit' },
      );
      const last = script === 'node' ? /forever\.cjs/ : /^sleep/;
      const tree = () => findTree(Number(starter.pid));
      assert.ok(
        await eventually(
          () => tree().some(({ command }) => last.test(command)),
          5_000,
        ),
      );
      const processes = tree();

      starter.kill('SIGKILL');

      await eventually(() => stillRunning(processes).length === 0, 3_000);
      assert.deepEqual(stillRunning(processes), []);
    });
  }
});
