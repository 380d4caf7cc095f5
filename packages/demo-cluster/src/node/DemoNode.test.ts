import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { pods } from '../resources';
import { TestNode } from './testing/TestNode';

jest.setTimeout(30_000);

const GUESTBOOK: Container = { name: 'app', image: 'localhost/guestbook:1' };

function guestbook(
  app: Partial<Container> = {},
  spec: Partial<PodSpec> = {},
): PodSpec {
  return { ...spec, containers: [{ ...GUESTBOOK, ...app }] };
}

const DATA_CLAIM: PodSpec['volumes'] = [
  { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
];
const DATA_MOUNT = [{ name: 'data', mountPath: '/data' }];
// A preStop command that takes longer is given up: more than it needs on a busy machine.
const TIME_TO_SAY_GOODBYE = { terminationGracePeriodSeconds: 20 };

describe('DemoNode', () => {
  let cluster: TestNode;

  beforeEach(() => {
    cluster = TestNode.create();
  });

  afterEach(async () => {
    await cluster.close();
  });

  /** The folder of a container's files. */
  function rootOf(pod: string, container = 'app'): string {
    const uid = cluster.pod(pod)?.metadata.uid ?? '';
    return join(
      cluster.stateDirectory,
      'pods',
      uid,
      'containers',
      container,
      'rootfs',
    );
  }

  it('runs a pod and reports it as a kubelet does', async () => {
    cluster.createPod('web', guestbook());
    const pod = await cluster.untilReady('web');
    expect(pod.status).toMatchObject({
      phase: 'Running',
      podIP: '10.244.1.2',
      hostIP: '127.0.0.1',
      qosClass: 'BestEffort',
      containerStatuses: [
        {
          name: 'app',
          image: 'localhost/guestbook:1',
          imageID: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
          containerID: expect.stringMatching(/^demo:\/\/[0-9a-f]{64}$/),
          ready: true,
          started: true,
          restartCount: 0,
          state: { running: { startedAt: expect.any(String) } },
          lastState: {},
        },
      ],
    });
    expect(
      Object.fromEntries(
        pod.status?.conditions?.map(({ type, status }) => [type, status]) ?? [],
      ),
    ).toMatchObject({
      PodReadyToStartContainers: 'True',
      Initialized: 'True',
      Ready: 'True',
      ContainersReady: 'True',
    });
    expect(cluster.eventsOf('web')).toEqual([
      'Pulled: Container image "localhost/guestbook:1" already present on machine and can be accessed by the pod',
      'Created: Container created',
      'Started: Container started',
    ]);
  });

  it('confines a container to its own files', async () => {
    const outside = cluster.outside();
    writeFileSync(join(outside, 'secret'), 'secret');
    cluster.createPod('escaper', {
      containers: [
        {
          name: 'app',
          image: 'test/escaper:1',
          env: [
            { name: 'OUTSIDE', value: outside },
            {
              name: 'NODE_OPTIONS',
              value: '--allow-fs-read=* --no-permission',
            },
          ],
        },
      ],
    });
    await cluster.untilReady('escaper');
    const path = join(rootOf('escaper'), 'tmp/report.json');
    await cluster.until(
      () => existsSync(path) && readFileSync(path).length > 0,
    );
    const report = JSON.parse(readFileSync(path, 'utf8'));
    const { ownFile, options, killParent, ...denied } = report;
    expect(ownFile).toBe('done');
    expect(killParent).toBe('ESRCH');
    expect(options).toBe('--allow-fs-read=* --no-permission');
    expect(new Set(Object.values(denied))).toEqual(
      new Set(['ERR_ACCESS_DENIED']),
    );
    expect(existsSync(join(outside, 'written'))).toBe(false);
    expect(cluster.portOf('escaper', 1)).toBeUndefined();
  });

  it('loses what was written when the pod is replaced, and keeps what is on a claim', async () => {
    await cluster.createClaim('data');
    cluster.attach('data');
    const replaced = async (name: string, spec: PodSpec) => {
      cluster.createPod(name, spec);
      await cluster.untilReady(name);
      await cluster.exec(name, ['sh', '-c', 'echo mine > /data/1.txt']);
      cluster.deletePod(name);
      await cluster.until(() => !cluster.pod(name));
      cluster.createPod(name, spec);
      await cluster.untilReady(name);
    };
    await replaced('lost', guestbook());
    await replaced(
      'kept',
      guestbook({ volumeMounts: DATA_MOUNT }, { volumes: DATA_CLAIM }),
    );
    const lost = await cluster.exec('lost', ['ls', '/data']);
    expect(lost.stdout).toBe('0-welcome.txt\n');
    const kept = await cluster.exec('kept', ['ls', '/data']);
    expect(kept.stdout).toBe('1.txt\n');
  });

  it('leaves nothing of a deleted pod but its volumes', async () => {
    await cluster.createClaim('data');
    cluster.attach('data');
    cluster.createPod(
      'web',
      guestbook({ volumeMounts: DATA_MOUNT }, { volumes: DATA_CLAIM }),
    );
    await cluster.untilReady('web');
    await cluster.exec('web', ['touch', '/data/kept']);
    cluster.deletePod('web');
    await cluster.until(() => !cluster.pod('web'));
    expect(readdirSync(join(cluster.stateDirectory, 'pods'))).toEqual([]);
    expect(
      readdirSync(join(cluster.stateDirectory, 'volumes', 'data')),
    ).toEqual(['kept']);
    expect(cluster.eventsOf('web')).toContain(
      'Killing: Stopping container app',
    );
  });

  it('gives a restarted container new files, but the same emptyDir', async () => {
    cluster.createPod(
      'web',
      guestbook(
        { volumeMounts: [{ name: 'cache', mountPath: '/cache' }] },
        { volumes: [{ name: 'cache', emptyDir: {} }] },
      ),
    );
    await cluster.untilReady('web');
    const before = cluster.container('web');
    await cluster.exec('web', [
      'sh',
      '-c',
      'echo x > /data/lost.txt; echo x > /cache/kept; kill 1',
    ]);
    const after = await cluster.until(() => {
      const status = cluster.container('web');
      return status?.restartCount === 1 && status.ready && status;
    });
    expect(after.containerID).not.toBe(before?.containerID);
    expect(after.lastState?.terminated).toMatchObject({
      containerID: before?.containerID,
      exitCode: 0,
      reason: 'Completed',
    });
    const { stdout } = await cluster.exec('web', ['ls', '/data', '/cache']);
    expect(stdout).toBe('/data:\n0-welcome.txt\n\n/cache:\nkept\n');
  });

  it('waits longer and longer before it restarts a container that fails', async () => {
    cluster.createPod('crash', {
      containers: [
        {
          name: 'app',
          image: 'localhost/busybox:1',
          command: ['sh', '-c', 'exit 3'],
        },
      ],
    });
    const status = await cluster.until(() => {
      const found = cluster.container('crash');
      return found?.state?.waiting?.reason === 'CrashLoopBackOff' && found;
    });
    expect(status.restartCount).toBe(1);
    expect(status.lastState?.terminated).toMatchObject({
      exitCode: 3,
      reason: 'Error',
    });
    const uid = cluster.pod('crash')?.metadata.uid;
    expect(status.state?.waiting?.message).toBe(
      `back-off 10s restarting failed container=app pod=crash_demo(${uid})`,
    );
    expect(cluster.pod('crash')?.status?.phase).toBe('Running');
  });

  it('ends a program that does not end when it is asked to', async () => {
    cluster.createPod('stubborn', {
      containers: [
        {
          name: 'app',
          image: 'localhost/busybox:1',
          command: ['sh', '-c', 'while true; do sleep 1; done'],
        },
      ],
    });
    await cluster.untilReady('stubborn');
    const { length } = cluster.eventsOf('stubborn');
    expect(length).toBe(3);
    const begin = Date.now();
    cluster.deletePod('stubborn');
    await cluster.until(() => !cluster.pod('stubborn'));
    expect(Date.now() - begin).toBeGreaterThan(900);
  });

  it('replaces a container whose image is changed', async () => {
    cluster.createPod('web', guestbook({}, { restartPolicy: 'Never' }));
    await cluster.untilReady('web');
    cluster.registry.mutate(pods, 'demo', 'web', draft => {
      const containers = [{ ...GUESTBOOK, image: 'localhost/guestbook:2' }];
      draft.spec = { ...draft.spec, containers };
    });
    const status = await cluster.until(() => {
      const found = cluster.container('web');
      return found?.restartCount === 1 && found.ready && found;
    });
    expect(status.image).toBe('localhost/guestbook:2');
    expect(cluster.eventsOf('web')).toContain(
      'Killing: Container app definition changed, will be restarted',
    );
  });

  it('ends a pod that is removed by force at once', async () => {
    cluster.createPod('web', {
      containers: [
        {
          name: 'app',
          image: 'localhost/busybox:1',
          command: ['sleep', '1000'],
        },
      ],
      terminationGracePeriodSeconds: 60,
    });
    await cluster.untilReady('web');
    cluster.deletePod('web', 0);
    expect(cluster.pod('web')).toBeUndefined();
    const folder = join(cluster.stateDirectory, 'pods');
    await cluster.until(() => readdirSync(folder).length === 0);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('starts a pod anew whose container ended while it was stopped', async () => {
    cluster.createPod('web', guestbook());
    await cluster.untilReady('web');
    await cluster.node.stop();
    rmSync(rootOf('web'), { recursive: true });
    await cluster.restart();
    await cluster.until(() => existsSync(join(rootOf('web'), 'guestbook')));
    const pod = await cluster.untilReady('web');
    expect(pod.status?.containerStatuses?.[0].restartCount).toBe(0);
  });

  it('forgets pods that were removed while it was stopped', async () => {
    cluster.createPod('web', guestbook());
    await cluster.untilReady('web');
    await cluster.node.stop();
    cluster.deletePod('web', 0);
    await cluster.restart();
    expect(readdirSync(join(cluster.stateDirectory, 'pods'))).toEqual([]);
  });

  it('refuses a second container of a pod a port that the first has', async () => {
    cluster.createPod('twins', {
      containers: [GUESTBOOK, { ...GUESTBOOK, name: 'second' }],
    });
    await cluster.until(() =>
      ['app', 'second'].some(name =>
        cluster.log('twins', name).includes('EADDRINUSE'),
      ),
    );
    const restarts = await cluster.until(() => {
      const counts = ['app', 'second'].map(
        name => cluster.container('twins', name)?.restartCount ?? 0,
      );
      return counts.some(count => count > 0) && counts;
    });
    expect(restarts).toContain(0);
  });

  it('tries a container again that could not be made', async () => {
    jest.useFakeTimers({
      doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'setImmediate'],
      advanceTimers: true,
    });
    try {
      const pod = cluster.createPod('web', guestbook());
      const folder = join(cluster.stateDirectory, 'pods', pod.metadata.uid);
      writeFileSync(folder, 'in the way');
      await cluster.until(
        () =>
          cluster.container('web')?.state?.waiting?.reason ===
          'CreateContainerError',
      );
      rmSync(folder);
      jest.advanceTimersByTime(10_000);
      await cluster.untilReady('web');
      expect(cluster.eventsOf('web').join()).toContain('ENOTDIR');
      expect(cluster.container('web')?.restartCount).toBe(0);
    } finally {
      jest.useRealTimers();
    }
  });

  it('runs what is to be done before a container is asked to end', async () => {
    await cluster.createClaim('data');
    cluster.attach('data');
    cluster.createPod(
      'web',
      guestbook(
        {
          volumeMounts: DATA_MOUNT,
          lifecycle: { preStop: { exec: { command: ['touch', '/data/bye'] } } },
        },
        { ...TIME_TO_SAY_GOODBYE, volumes: DATA_CLAIM },
      ),
    );
    await cluster.untilReady('web');
    cluster.deletePod('web');
    await cluster.until(() => !cluster.pod('web'));
    expect(
      readdirSync(join(cluster.stateDirectory, 'volumes', 'data')),
    ).toEqual(['bye']);
  });

  it.each([
    ['fails', ['sh', '-c', 'exit 4']],
    ['does not exist', ['nosuch']],
  ])('ends a container whose preStop command %s', async (_title, command) => {
    cluster.createPod(
      'web',
      guestbook(
        { lifecycle: { preStop: { exec: { command } } } },
        TIME_TO_SAY_GOODBYE,
      ),
    );
    await cluster.untilReady('web');
    cluster.deletePod('web');
    await cluster.until(() => !cluster.pod('web'));
    expect(cluster.eventsOf('web')).toContain(
      'FailedPreStopHook: PreStopHook failed',
    );
  });

  it('goes on with the same containers after a stop', async () => {
    cluster.createPod('web', guestbook());
    await cluster.untilReady('web');
    await cluster.exec('web', ['sh', '-c', 'echo mine > /data/1.txt']);
    const before = cluster.pod('web');
    await cluster.restart();
    await cluster.until(() => {
      try {
        cluster.node.podExec.check({ namespace: 'demo', pod: 'web' });
        return true;
      } catch {
        return false;
      }
    });
    const { stdout } = await cluster.exec('web', ['ls', '/data']);
    expect(stdout).toBe('0-welcome.txt\n1.txt\n');
    expect(cluster.pod('web')?.status).toEqual(before?.status);
  });

  it('runs init containers in order, and sidecars as long as the pod', async () => {
    const mounts = [{ name: 'log', mountPath: '/log' }];
    const shell = (name: string, script: string): Container => ({
      name,
      image: 'localhost/busybox:1',
      command: ['sh', '-c', script],
      volumeMounts: mounts,
    });
    cluster.createPod('ordered', {
      restartPolicy: 'Never',
      volumes: [{ name: 'log', emptyDir: {} }],
      initContainers: [
        shell('first', 'echo first >> /log/order'),
        {
          ...shell('sidecar', 'echo sidecar >> /log/order; sleep 1000'),
          restartPolicy: 'Always',
        },
        shell('second', 'sleep 0.3; echo second >> /log/order'),
      ],
      containers: [
        shell('app', 'echo app >> /log/order; cp /log/order /log/seen'),
      ],
    });
    const pod = await cluster.until(() => {
      const found = cluster.pod('ordered');
      return found?.status?.phase === 'Succeeded' && found;
    });
    const folder = join(
      cluster.stateDirectory,
      'pods',
      pod.metadata.uid,
      'volumes/log/seen',
    );
    expect(readFileSync(folder, 'utf8')).toBe('first\nsidecar\nsecond\napp\n');
    await cluster.until(
      () => cluster.container('ordered', 'sidecar')?.state?.terminated,
    );
  });
});
