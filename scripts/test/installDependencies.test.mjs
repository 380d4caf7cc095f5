import assert from 'node:assert/strict';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { withoutPackageManager } from '../lib/environment.mjs';
import { installDependencies } from '../lib/installDependencies.mjs';

const FAKE_YARN = `require('node:fs').writeFileSync('arguments', process.argv.slice(2).join(' '))`;
const FAILING_YARN = `console.log('YN0028: The lockfile would have been modified'); process.exit(1)`;

describe('installDependencies', () => {
  /** @type {string} */
  let folder;
  const install = (node = process.execPath) =>
    installDependencies({ node, env: process.env, folder });
  /** @param {string} source */
  const useYarn = source =>
    writeFileSync(join(folder, '.yarn/releases/yarn-4.0.0.cjs'), source);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'install-'));
    mkdirSync(join(folder, '.yarn/releases'), { recursive: true });
    mkdirSync(join(folder, 'node_modules'));
    writeFileSync(join(folder, 'yarn.lock'), 'one');
    writeFileSync(join(folder, '.yarnrc.yml'), '');
    useYarn(FAKE_YARN);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('installs exactly what the lockfile says', async () => {
    assert.equal(await install(), true);
    assert.equal(
      readFileSync(join(folder, 'arguments'), 'utf8'),
      'install --immutable',
    );
  });

  it('does nothing the second time', async () => {
    await install();
    useYarn(FAILING_YARN);

    assert.equal(await install(), false);
  });

  it('installs again when the lockfile changed', async () => {
    await install();
    writeFileSync(join(folder, 'yarn.lock'), 'two');

    assert.equal(await install(), true);
  });

  it('installs again when the dependencies were removed', async () => {
    await install();
    rmSync(join(folder, 'node_modules'), { recursive: true });
    mkdirSync(join(folder, 'node_modules'));

    assert.equal(await install(), true);
  });

  it('shows what Yarn said when it failed, and tries again the next time', async () => {
    useYarn(FAILING_YARN);
    await assert.rejects(install(), {
      name: 'UserError',
      message: /YN0028: .*\nThe dependencies could not be installed/,
    });
    useYarn(FAKE_YARN);

    assert.equal(await install(), true);
  });
});

describe('withoutPackageManager', () => {
  it('removes what npm and Yarn say to their children, and puts the right Node first', () => {
    const env = withoutPackageManager(
      {
        npm_config_registry: 'a',
        npm_lifecycle_event: 'start',
        NPM_CONFIG_CACHE: 'b',
        INIT_CWD: 'c',
        PORTAL_PORT: '7008',
        PATH: '/bin',
      },
      { node: '/right/bin/node' },
    );

    assert.deepEqual(env, { PORTAL_PORT: '7008', PATH: '/right/bin:/bin' });
  });
});
