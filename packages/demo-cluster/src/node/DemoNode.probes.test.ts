import type { Container, Probe } from 'kubernetes-types/core/v1';
import { TestNode } from './testing/TestNode';

jest.setTimeout(30_000);

// Asked often, and answered in time on a busy machine too.
const FAST: Probe = {
  periodSeconds: 1,
  failureThreshold: 1,
  timeoutSeconds: 20,
};

describe('probes', () => {
  let cluster: TestNode;

  beforeEach(() => {
    cluster = TestNode.create();
  });

  afterEach(async () => {
    await cluster.close();
  });

  function create(probes: Partial<Container>): void {
    cluster.createPod('web', {
      containers: [
        {
          name: 'app',
          image: 'localhost/guestbook:1',
          ports: [{ name: 'http', containerPort: 8080 }],
          ...probes,
        },
      ],
    });
  }

  it.each<[string, Probe]>([
    ['HTTP', { httpGet: { path: '/healthz', port: 'http' } }],
    ['TCP', { tcpSocket: { port: 8080 } }],
    ['a command', { exec: { command: ['test', '-e', '/data'] } }],
  ])('over %s find a container ready', async (_title, probe) => {
    create({ readinessProbe: { ...FAST, ...probe } });
    await cluster.untilReady('web');
    expect(cluster.eventsOf('web')).toHaveLength(3);
  });

  it.each<[string, Probe, string]>([
    [
      'an HTTP error',
      { httpGet: { path: '/nope', port: 8080 } },
      'Readiness probe failed: HTTP probe failed with statuscode: 404',
    ],
    [
      'a port where nothing listens',
      { tcpSocket: { port: 9 } },
      'Readiness probe failed: dial tcp 10.244.1.2:9: connect: connection refused',
    ],
    [
      'an HTTP port where nothing listens',
      { httpGet: { path: '/healthz', port: 9 } },
      'Readiness probe failed: Get "http://10.244.1.2:9/healthz": dial tcp 10.244.1.2:9: connect: connection refused',
    ],
    [
      'a command that fails',
      { exec: { command: ['ls', '/nope'] } },
      'Readiness probe failed: ls: /nope: No such file or directory\n',
    ],
  ])(
    'find a container unready because of %s',
    async (_title, probe, message) => {
      create({ readinessProbe: { ...FAST, ...probe } });
      await cluster.until(() =>
        cluster.eventsOf('web').includes(`Unhealthy: ${message}`),
      );
      expect(cluster.container('web')).toMatchObject({
        ready: false,
        started: true,
      });
      expect(
        cluster
          .pod('web')
          ?.status?.conditions?.find(({ type }) => type === 'Ready'),
      ).toMatchObject({
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [app]',
      });
    },
  );

  it('say nothing about a container when they cannot be made', async () => {
    create({
      livenessProbe: { ...FAST, exec: { command: ['nosuch'] } },
    });
    const event = await cluster.until(() =>
      cluster.eventsOf('web').find(text => text.startsWith('Unhealthy')),
    );
    expect(event).toContain(
      'Liveness probe errored and resulted in unknown state: rpc error: code = Unknown desc =',
    );
    expect(cluster.container('web')?.restartCount).toBe(0);
  });

  it('restart a container that is no longer alive', async () => {
    create({
      livenessProbe: {
        ...FAST,
        exec: { command: ['test', '-e', '/data/0-welcome.txt'] },
      },
    });
    await cluster.untilReady('web');
    await cluster.exec('web', ['rm', '/data/0-welcome.txt']);
    await cluster.until(() => cluster.container('web')?.restartCount === 1);
    await cluster.untilReady('web');
    expect(cluster.eventsOf('web')).toContain(
      'Killing: Container app failed liveness probe, will be restarted',
    );
  });

  it('hold back all others until a container has started', async () => {
    create({
      startupProbe: {
        ...FAST,
        failureThreshold: 30,
        exec: { command: ['test', '-e', '/tmp/started'] },
      },
      readinessProbe: { ...FAST, httpGet: { path: '/', port: 8080 } },
    });
    await cluster.until(() =>
      cluster.eventsOf('web').some(text => text.startsWith('Unhealthy')),
    );
    expect(cluster.container('web')).toMatchObject({
      started: false,
      ready: false,
    });
    await cluster.exec('web', ['touch', '/tmp/started']);
    await cluster.untilReady('web');
    expect(cluster.container('web')?.started).toBe(true);
  });
});
