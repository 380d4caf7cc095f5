import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { eventually } from './support/eventually.mjs';
import { Launch } from './support/Launch.mjs';

/**
 * @typedef {object} Ending
 * @property {string} title
 * @property {(launch: Launch) => void} end
 * @property {RegExp} [says]
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
    says: /The portal ended by itself; .*portal\.log\. The end of it:\n.+/,
  },
  {
    title: 'SIGKILL of the demo cluster',
    end: launch => process.kill(launch.find(/cli\.cjs/).pid, 'SIGKILL'),
    says: /The demo cluster ended by itself; .*demo-cluster\.log/,
  },
];

/** @param {string} url */
async function isAnswering(url) {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

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

  it('has a guestbook that forgets what was written when it is redeployed', async () => {
    const portal = await launch({});
    await portal.ready();
    const entries = `${portal.guestbookUrl}/entries`;
    const read = async () => (await fetch(entries)).json();
    await eventually(() => isAnswering(entries), 30_000);
    const written = await fetch(entries, { method: 'POST', body: 'Hello' });
    assert.equal(written.status, 201);
    assert.ok((await read()).includes('Hello'));

    const { code, output } = await portal.runBeside('redeploy', 'guestbook');

    assert.match(output, /Redeployed guestbook in/);
    assert.equal(code, 0);
    assert.ok(await eventually(() => isAnswering(entries), 10_000));
    assert.ok(!(await read()).includes('Hello'));

    const missing = await portal.runBeside('redeploy', 'guest-book');
    assert.match(
      missing.output,
      /There is no "guest-book" in the namespace demo. There is: guestbook\./,
    );
    assert.notEqual(missing.code, 0);

    portal.npm.kill('SIGTERM');
    assert.deepEqual(await portal.leftovers(), []);
    const late = await portal.runBeside('redeploy', 'guestbook');
    assert.match(late.output, /does not answer .* Is npm start running\?/);
    assert.notEqual(late.code, 0);
  });

  it('keeps its state and builds nothing the next time, and starts over with --fresh', async () => {
    const marks = ['portal/before.sqlite', 'demo-cluster/volumes/before'].map(
      path => join(state, path),
    );
    const foreign = ['portal', 'demo-cluster'].map(part =>
      join(state, part, 'thesis.txt'),
    );
    [...marks, ...foreign].forEach(path => writeFileSync(path, ''));

    const again = await launch({});
    await again.ready();
    again.npm.kill('SIGTERM');
    assert.deepEqual(await again.leftovers(), []);
    assert.doesNotMatch(again.output, /Building|Installing|fetching/);
    assert.deepEqual(marks.map(existsSync), [true, true]);

    const fresh = await launch({ args: ['--fresh'] });
    await fresh.ready();
    fresh.npm.kill('SIGTERM');
    assert.deepEqual(await fresh.leftovers(), []);
    assert.deepEqual(marks.map(existsSync), [false, false]);
    assert.deepEqual(foreign.map(existsSync), [true, true]);
  });

  for (const { title, end, says } of endings) {
    it(`leaves no process and no port after ${title}`, async () => {
      const portal = await launch({});
      await portal.ready();
      const before = portal.processes.map(each => each.command);
      assert.ok(before.some(command => /src\/index\.ts/.test(command)));

      end(portal);

      assert.deepEqual(await portal.leftovers(), []);
      if (says) {
        assert.match(portal.output, says);
      }
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
