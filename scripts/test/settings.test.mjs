import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { describe, it } from 'node:test';
import {
  findFreePort,
  findNodePorts,
  isPortFree,
  requireFreePorts,
} from '../lib/ports.mjs';
import { readSettings, settingsEnvironment } from '../lib/settings.mjs';

describe('readSettings', () => {
  it('has the portal on 7007 and the demo cluster on 6440, with state in the repository', () => {
    const settings = readSettings({});

    assert.equal(settings.portalUrl, 'http://127.0.0.1:7007');
    assert.equal(settings.clusterUrl, 'https://127.0.0.1:6440');
    assert.match(settings.clusterState, /\.demo-cluster$/);
  });

  it('takes folders relative to where the command was given', () => {
    const { portalState } = readSettings({ PORTAL_STATE: 'elsewhere' });

    assert.ok(isAbsolute(portalState));
    assert.equal(portalState, join(process.cwd(), 'elsewhere'));
  });

  it('gives a child the same settings', () => {
    const settings = readSettings({
      PORTAL_PORT: '7008',
      DEMO_CLUSTER_PORT: '6441',
      DEMO_CLUSTER_STATE: '/state',
    });

    assert.deepEqual(readSettings(settingsEnvironment(settings)), settings);
  });

  for (const port of ['seven', '0', '65536', '-1', '70.5', '']) {
    it(`refuses "${port}" as a port`, () => {
      assert.throws(() => readSettings({ PORTAL_PORT: port }), {
        name: 'UserError',
        message: `PORTAL_PORT is "${port}", which is no port (1 to 65535).`,
      });
    });
  }
});

describe('ports', () => {
  it('finds the node ports of manifests, each once and in order', () => {
    const folder = mkdtempSync(join(tmpdir(), 'manifests-'));
    try {
      mkdirSync(join(folder, 'more'));
      writeFileSync(
        join(folder, 'a.yaml'),
        'ports:\n  - port: 80\n    nodePort: 30083\n  - nodePort: 30081\n',
      );
      writeFileSync(join(folder, 'more', 'b.yml'), 'nodePort: 30081 # again');
      writeFileSync(join(folder, 'README.md'), 'nodePort: 30099');

      assert.deepEqual(findNodePorts(folder), [30081, 30083]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('names the port that is taken and what to do', async () => {
    const free = await findFreePort();
    const server = createServer();
    await new Promise(resolve =>
      server.listen(0, '127.0.0.1', () => resolve(undefined)),
    );
    const address = server.address();
    assert.ok(address && typeof address === 'object');
    const { port } = address;
    const purpose = 'a test';
    const remedy = 'end it';

    await requireFreePorts([{ port: free, purpose, remedy }]);
    await assert.rejects(
      requireFreePorts([
        { port: free, purpose, remedy },
        { port, purpose, remedy },
      ]),
      {
        name: 'UserError',
        message: `Port ${port} is taken, which a test needs: end it.`,
      },
    );

    server.close();
    assert.equal(await isPortFree(free), true);
  });
});
