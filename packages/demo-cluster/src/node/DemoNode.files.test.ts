import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Container,
  PodSecurityContext,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import { TestNode } from './testing/TestNode';

jest.setTimeout(30_000);

const MOUNTS: VolumeMount[] = [
  { name: 'data', mountPath: '/data' },
  { name: 'cache', mountPath: '/cache' },
  { name: 'host', mountPath: '/host' },
  { name: 'cache', mountPath: '/usr/share/fixed', readOnly: true },
  { name: 'data', mountPath: '/part', subPath: 'a/b' },
];

const PATHS = [
  '/data',
  '/cache',
  '/host',
  '/usr/share/fixed',
  '/part',
  '/opt',
  '/tmp',
];

/** The user of each case, and the paths that it may write. */
const CASES: [string, PodSecurityContext, Partial<Container>, string[]][] = [
  [
    'root everything but a read-only mount',
    {},
    {},
    ['/data', '/cache', '/host', '/part', '/opt', '/tmp'],
  ],
  [
    'another user what everyone may write, and no new volume',
    { runAsUser: 1000 },
    {},
    ['/cache', '/tmp'],
  ],
  [
    'the user of an image the same',
    {},
    { image: 'localhost/guestbook-nonroot:1' },
    ['/cache', '/tmp'],
  ],
  [
    'another user with fsGroup also volumes, but no folder of the host',
    { runAsUser: 1000, fsGroup: 1000 },
    {},
    ['/data', '/cache', '/part', '/tmp'],
  ],
  [
    'root with a read-only root file system only volumes',
    {},
    { securityContext: { readOnlyRootFilesystem: true } },
    ['/data', '/cache', '/host', '/part'],
  ],
];

describe('the files of a container', () => {
  let cluster: TestNode;

  beforeEach(async () => {
    cluster = TestNode.create();
    await cluster.createClaim('data');
    cluster.attach('data');
  });

  afterEach(async () => {
    await cluster.close();
  });

  async function start(
    container: Partial<Container>,
    securityContext: PodSecurityContext = {},
  ): Promise<void> {
    cluster.createPod('pod', {
      securityContext,
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
        { name: 'cache', emptyDir: {} },
        { name: 'host', hostPath: { path: '/srv' } },
      ],
      containers: [
        { name: 'app', image: 'localhost/guestbook:1', ...container },
      ],
    });
    await cluster.untilReady('pod');
  }

  it.each(CASES)(
    'let a command of %s',
    async (_title, securityContext, container, expected) => {
      await start({ volumeMounts: MOUNTS, ...container }, securityContext);
      const written: string[] = [];
      for (const path of PATHS) {
        const { status } = await cluster.exec('pod', [
          'touch',
          `${path}/touched`,
        ]);
        if (status.status === 'Success') {
          written.push(path);
        }
      }
      expect(written).toEqual(expected);
    },
  );

  it.each(CASES)(
    'let a program of %s',
    async (_title, securityContext, container, expected) => {
      cluster.createPod('pod', {
        securityContext,
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          { name: 'cache', emptyDir: {} },
          { name: 'host', hostPath: { path: '/srv' } },
        ],
        containers: [
          {
            name: 'app',
            volumeMounts: MOUNTS,
            ...container,
            image:
              container.image === 'localhost/guestbook-nonroot:1'
                ? 'test/writer-nonroot:1'
                : 'test/writer:1',
            env: [{ name: 'PATHS', value: PATHS.join(':') }],
          },
        ],
      });
      const message = await cluster.until(() => {
        const log = cluster.log('pod', 'app');
        return log.includes('\n') && log;
      });
      expect(JSON.parse(message)).toEqual(expected);
    },
  );

  it('hide what the image has where a volume is mounted', async () => {
    await start({ volumeMounts: MOUNTS });
    const { stdout } = await cluster.exec('pod', ['ls', '/data']);
    expect(stdout).toBe('a\n');
  });

  it('say why a write fails', async () => {
    await start({ volumeMounts: MOUNTS }, { runAsUser: 1000 });
    const readOnly = await cluster.exec('pod', ['touch', '/usr/share/fixed/x']);
    expect(readOnly.stderr).toMatch(/read-only file system/i);
    const denied = await cluster.exec('pod', ['touch', '/data/x']);
    expect(denied.stderr).toMatch(/permission denied/i);
  });

  it('are shared by the containers that mount the same volume', async () => {
    const volumeMounts = [{ name: 'cache', mountPath: '/cache' }];
    cluster.createPod('pod', {
      volumes: [{ name: 'cache', emptyDir: { medium: 'Memory' } }],
      containers: ['one', 'two'].map(name => ({
        name,
        image: 'localhost/guestbook:1',
        env: [{ name: 'PORT', value: name === 'one' ? '8080' : '8081' }],
        volumeMounts,
      })),
    });
    await cluster.untilReady('pod');
    await cluster.exec('pod', ['sh', '-c', 'echo hello > /cache/x'], {
      container: 'one',
    });
    const { stdout } = await cluster.exec('pod', ['cat', '/cache/x'], {
      container: 'two',
    });
    expect(stdout).toBe('hello\n');
  });

  it('never lead out of a volume through a sub-folder', async () => {
    const volume = join(cluster.stateDirectory, 'volumes/data');
    mkdirSync(join(cluster.stateDirectory, 'volumes/other'));
    writeFileSync(join(volume, 'file'), '');
    cluster.createPod('pod', {
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }],
      containers: [
        {
          name: 'app',
          image: 'localhost/guestbook:1',
          volumeMounts: [{ name: 'data', mountPath: '/data', subPath: 'file' }],
        },
      ],
    });
    await cluster.until(
      () => cluster.container('pod')?.state?.waiting?.message,
    );
    expect(cluster.container('pod')?.state?.waiting?.message).toBe(
      'the demo cluster mounts folders only: subPath "file" is a file',
    );
  });

  it('are removed with the pod, without those of volumes', async () => {
    await start({ volumeMounts: MOUNTS });
    await cluster.exec('pod', ['touch', '/data/kept', '/host/kept']);
    cluster.deletePod('pod', 0);
    await cluster.until(
      () => readdirSync(join(cluster.stateDirectory, 'pods')).length === 0,
    );
    for (const path of ['volumes/data/kept', 'nodes/n1/host/srv/kept']) {
      expect(existsSync(join(cluster.stateDirectory, path))).toBe(true);
    }
  });
});
