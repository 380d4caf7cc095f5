import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { TestNode } from './testing/TestNode';

const GUESTBOOK: Container = { name: 'app', image: 'localhost/guestbook:1' };

/** What each pod asks for, and why it therefore waits. */
const CONFIG_ERRORS: [string, Partial<Container>, Partial<PodSpec>, string][] =
  [
    [
      'a variable from a Secret',
      {
        env: [
          { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
        ],
      },
      {},
      'the demo cluster cannot set variable "A" from a secretKeyRef',
    ],
    [
      'a deadline',
      {},
      { activeDeadlineSeconds: 5 },
      'the demo cluster does not support activeDeadlineSeconds',
    ],
    [
      'a privileged container with a host port',
      {
        securityContext: { privileged: true },
        ports: [{ containerPort: 1, hostPort: 1 }],
      },
      {},
      'the demo cluster does not support ports[].hostPort, securityContext.privileged',
    ],
    [
      'a gRPC probe',
      { readinessProbe: { grpc: { port: 1, service: '' } } },
      {},
      'the demo cluster does not support readinessProbe.grpc',
    ],
    [
      'a volume inside another',
      {
        volumeMounts: [
          { name: 'a', mountPath: '/data' },
          { name: 'a', mountPath: '/data/inner' },
        ],
      },
      { volumes: [{ name: 'a', emptyDir: {} }] },
      "the demo cluster cannot mount a volume at '/data/inner', inside the one at '/data'",
    ],
  ];

describe('a pod that cannot start', () => {
  let cluster: TestNode;

  beforeEach(() => {
    cluster = TestNode.create();
  });

  afterEach(async () => {
    await cluster.close();
  });

  function waiting(pod: string) {
    return cluster.container(pod)?.state?.waiting;
  }

  it.each(CONFIG_ERRORS)(
    'says so when it wants %s',
    async (_title, container, spec, message) => {
      cluster.createPod('web', {
        ...spec,
        containers: [{ ...GUESTBOOK, ...container }],
      });
      await cluster.until(
        () => waiting('web')?.reason === 'CreateContainerConfigError',
      );
      expect(waiting('web')?.message).toBe(message);
      expect(cluster.eventsOf('web')).toContain(`Failed: Error: ${message}`);
      expect(cluster.pod('web')?.status?.phase).toBe('Pending');
    },
  );

  it('refuses root where root is excluded', async () => {
    cluster.createPod('web', {
      containers: [{ ...GUESTBOOK, securityContext: { runAsNonRoot: true } }],
    });
    await cluster.until(
      () => waiting('web')?.reason === 'CreateContainerConfigError',
    );
    const uid = cluster.pod('web')?.metadata.uid;
    expect(waiting('web')?.message).toBe(
      `container has runAsNonRoot and image will run as root (pod: "web_demo(${uid})", container: app)`,
    );
  });

  it('names an image that is not there', async () => {
    cluster.createPod('web', {
      containers: [
        { name: 'pull', image: 'localhost/absent:1' },
        {
          name: 'never',
          image: 'localhost/absent:1',
          imagePullPolicy: 'Never',
        },
      ],
    });
    await cluster.until(() => waiting('web')?.reason === 'ErrImagePull');
    expect(cluster.container('web', 'never')?.state?.waiting).toEqual({
      reason: 'ErrImageNeverPull',
      message:
        'Container image "localhost/absent:1" is not present with pull policy of Never',
    });
  });

  it('fails to start a program that the image does not have', async () => {
    cluster.createPod('web', {
      restartPolicy: 'Never',
      containers: [{ ...GUESTBOOK, command: ['/nope'] }],
    });
    const state = await cluster.until(
      () => cluster.container('web')?.state?.terminated,
    );
    expect(state).toMatchObject({ reason: 'StartError', exitCode: 128 });
    expect(state.message).toContain(
      'exec: "/nope": stat /nope: no such file or directory',
    );
    expect(cluster.pod('web')?.status?.phase).toBe('Failed');
  });

  it('says that a kind of volume is not offered', async () => {
    cluster.createPod('web', {
      volumes: [{ name: 'c', configMap: { name: 'x' } }],
      containers: [
        { ...GUESTBOOK, volumeMounts: [{ name: 'c', mountPath: '/c' }] },
      ],
    });
    await cluster.until(() => cluster.eventsOf('web').length);
    expect(cluster.eventsOf('web')[0]).toBe(
      'FailedMount: MountVolume.SetUp failed for volume "c" : the demo cluster has no volumes of type configMap',
    );
    expect(waiting('web')).toEqual({ reason: 'ContainerCreating' });
  });

  it('waits until its volume is attached to its node', async () => {
    await cluster.createClaim('data');
    cluster.createPod('web', {
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      containers: [
        { ...GUESTBOOK, volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      ],
    });
    await cluster.until(() => waiting('web'));
    expect(waiting('web')).toEqual({ reason: 'ContainerCreating' });
    cluster.attach('data', 'n1');
    const pod = await cluster.untilReady('web');
    expect(pod.status?.phase).toBe('Running');
  });

  it('looks for folders of the host below the state of its node only', async () => {
    const volume = (name: string, type?: string): PodSpec => ({
      volumes: [{ name: 'h', hostPath: { path: '/srv/../srv/data', type } }],
      containers: [
        { ...GUESTBOOK, name, volumeMounts: [{ name: 'h', mountPath: '/h' }] },
      ],
    });
    cluster.createPod('strict', volume('app', 'Directory'));
    await cluster.until(() => cluster.eventsOf('strict').length);
    expect(cluster.eventsOf('strict')[0]).toMatch(
      /FailedMount: .* : hostPath type check failed: .* is not a directory/,
    );
    cluster.createPod('maker', volume('app', 'DirectoryOrCreate'));
    await cluster.untilReady('maker');
    expect(
      existsSync(join(cluster.stateDirectory, 'nodes/n1/host/srv/data')),
    ).toBe(true);
    await cluster.untilReady('strict');
  });
});
