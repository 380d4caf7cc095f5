import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Launch } from './support/Launch.mjs';

/**
 * @typedef {object} Ending
 * @property {string} title
 * @property {(launch: Launch) => void} end
 */

/** @type {Ending[]} */
const endings = [
  {
    title: 'Ctrl-C, which reaches every process of the terminal',
    end: ({ npm }) => process.kill(-Number(npm.pid), 'SIGINT'),
  },
  {
    title: 'SIGTERM to npm',
    end: ({ npm }) => npm.kill('SIGTERM'),
  },
  {
    title: 'SIGTERM to the launcher that npm started',
    end: launch =>
      process.kill(launch.find(/^node .*bootstrap\.mjs/).pid, 'SIGTERM'),
  },
  {
    title: 'SIGHUP, when the terminal is closed',
    end: ({ npm }) => process.kill(-Number(npm.pid), 'SIGHUP'),
  },
  {
    title: 'SIGKILL of npm',
    end: ({ npm }) => npm.kill('SIGKILL'),
  },
  {
    title: 'SIGKILL of the launcher that npm started',
    end: launch =>
      process.kill(launch.find(/^node .*bootstrap\.mjs/).pid, 'SIGKILL'),
  },
  {
    title: 'SIGKILL of the script that started portal and demo cluster',
    end: launch => process.kill(launch.find(/start\.mjs/).pid, 'SIGKILL'),
  },
  {
    title: 'SIGKILL of the portal',
    end: launch => process.kill(launch.find(/src\/index\.ts/).pid, 'SIGKILL'),
  },
  {
    title: 'SIGKILL of the demo cluster',
    end: launch => process.kill(launch.find(/cli\.cjs/).pid, 'SIGKILL'),
  },
];

describe('npm start', () => {
  const state = mkdtempSync(join(tmpdir(), 'launch-'));
  /** @type {Launch[]} */
  const launches = [];
  /** @param {Parameters<typeof Launch.start>[0]} options */
  const launch = async options => {
    const started = await Launch.start({ state, ...options });
    launches.push(started);
    return started;
  };

  after(async () => {
    await Promise.all(launches.map(each => each.cleanUp()));
    rmSync(state, { recursive: true, force: true });
  });

  it('serves the portal and says what to try', async () => {
    const portal = await launch({});
    await portal.ready();

    const page = await fetch(portal.portalUrl);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /<title>/);
    assert.match(portal.output, new RegExp(`Ready in .* ${portal.portalUrl}`));
    assert.match(portal.output, /npm run redeploy -- guestbook/);

    process.kill(-Number(portal.npm.pid), 'SIGINT');
    await portal.exitCode;
    assert.doesNotMatch(portal.output, /error/i);
  });

  it('builds nothing the second time', async () => {
    const portal = await launch({});
    await portal.ready();

    assert.doesNotMatch(portal.output, /Building|Installing|fetching/);

    portal.npm.kill('SIGTERM');
    assert.deepEqual(await portal.leftovers(), []);
  });

  it('throws the state of portal and demo cluster away with --fresh', async () => {
    const old = ['portal', 'demo-cluster'].map(part => join(state, part));
    for (const folder of old) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, 'from-before'), '');
    }
    const kept = await launch({});
    await kept.ready();
    kept.npm.kill('SIGTERM');
    assert.deepEqual(await kept.leftovers(), []);
    assert.deepEqual(
      old.map(folder => existsSync(join(folder, 'from-before'))),
      [true, true],
    );

    const fresh = await launch({ args: ['--fresh'] });
    await fresh.ready();
    fresh.npm.kill('SIGTERM');
    assert.deepEqual(await fresh.leftovers(), []);
    assert.deepEqual(
      old.map(folder => existsSync(join(folder, 'from-before'))),
      [false, false],
    );
  });

  for (const { title, end } of endings) {
    it(`leaves no process and no port after ${title}`, async () => {
      const portal = await launch({});
      await portal.ready();
      const before = portal.processes.map(each => each.command);
      assert.ok(before.some(command => /src\/index\.ts/.test(command)));

      end(portal);

      assert.deepEqual(await portal.leftovers(), []);
    });
  }

  for (const { name, env } of [
    { name: 'the portal', env: 'PORTAL_PORT' },
    { name: 'the demo cluster', env: 'DEMO_CLUSTER_PORT' },
  ]) {
    it(`says which port is taken when it is that of ${name}`, async () => {
      const server = createServer();
      await new Promise(resolve =>
        server.listen(0, '127.0.0.1', () => resolve(undefined)),
      );
      const address = server.address();
      assert.ok(address && typeof address === 'object');
      const { port } = address;
      try {
        const portal = await launch({ env: { [env]: String(port) } });

        assert.notEqual(await portal.exitCode, 0);
        assert.match(
          portal.output,
          new RegExp(`Port ${port} is taken, which ${name} needs: .*${env}`),
        );
        assert.doesNotMatch(portal.output, /Ready in/);
      } finally {
        server.close();
      }
    });
  }

  it('says that a port is no port', async () => {
    const portal = await launch({ env: { PORTAL_PORT: 'seven' } });

    assert.notEqual(await portal.exitCode, 0);
    assert.match(portal.output, /PORTAL_PORT is "seven", which is no port/);
  });
});
