import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Service } from 'kubernetes-types/core/v1';
import { events, services } from '../resources';
import { TestNode } from './testing/TestNode';

jest.setTimeout(30_000);

const PORTS = [{ name: 'http', containerPort: 8080 }];

async function freePort(): Promise<number> {
  for (;;) {
    const port = 30_000 + Math.floor(Math.random() * 2767);
    const server = createServer();
    const isFree = await new Promise(resolve => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise(resolve => server.close(resolve));
    if (isFree) {
      return port;
    }
  }
}

describe('a Service of type NodePort', () => {
  let cluster: TestNode;
  let port: number;
  let url: string;

  beforeEach(async () => {
    cluster = TestNode.create();
    port = await freePort();
    url = `http://127.0.0.1:${port}`;
  });

  afterEach(async () => {
    await cluster.close();
  });

  function createService(targetPort: number | string = 'http'): void {
    cluster.registry.create<Service>(services, {
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        type: 'NodePort',
        selector: { app: 'web' },
        ports: [{ port: 80, targetPort, nodePort: port }],
      },
    });
  }

  function createPod(name: string): void {
    cluster.createPod(
      name,
      {
        containers: [
          { name: 'app', image: 'localhost/guestbook:1', ports: PORTS },
        ],
      },
      { labels: { app: 'web' } },
    );
  }

  /** The pod that serves the page; undefined while none does. */
  async function servingPod(): Promise<string | undefined> {
    try {
      const response = await fetch(url, { headers: { Connection: 'close' } });
      return /Served by pod <code>(.*?)<\/code>/.exec(
        await response.text(),
      )?.[1];
    } catch {
      return undefined;
    }
  }

  async function untilServedBy(...pods: string[]): Promise<boolean> {
    const seen = new Set<string | undefined>();
    return cluster.until(async () => {
      seen.add(await servingPod());
      return pods.every(pod => seen.has(pod));
    });
  }

  it.each([['http'], [8080]])(
    'hands connections on to port %s of ready pods in turn',
    async targetPort => {
      createService(targetPort);
      createPod('one');
      createPod('two');
      expect(await untilServedBy('one', 'two')).toBe(true);
    },
  );

  it('follows its pods', async () => {
    createService();
    expect(await servingPod()).toBeUndefined();
    createPod('one');
    await untilServedBy('one');
    createPod('two');
    cluster.deletePod('one', 0);
    await untilServedBy('two');
    await cluster.until(() => !cluster.pod('one'));
    expect(await servingPod()).toBe('two');
  });

  it('closes its port when it is deleted', async () => {
    createService();
    createPod('one');
    await untilServedBy('one');
    cluster.registry.delete(services, 'demo', 'web');
    await cluster.until(async () => (await servingPod()) === undefined);
    expect(cluster.container('one')?.ready).toBe(true);
  });

  it('says that something else has its port', async () => {
    const other = createServer().listen(port, '127.0.0.1');
    await new Promise(resolve => other.once('listening', resolve));
    expect((other.address() as AddressInfo).port).toBe(port);
    createService();
    const event = await cluster.until(
      () => cluster.registry.list(events, { namespace: 'demo' })[0],
    );
    expect(event).toMatchObject({
      reason: 'NodePortUnavailable',
      involvedObject: { kind: 'Service', name: 'web' },
    });
    expect(cluster.warnings[0]).toContain(`127.0.0.1:${port}`);
    await new Promise(resolve => other.close(resolve));
  });
});
