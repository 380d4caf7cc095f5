import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestNode } from './testing/TestNode';

/** Every byte, in an order that is no text in any encoding. */
const BYTES = Buffer.from(
  Array.from(
    { length: 70_000 },
    (_, index) => (index * 7 + (index >> 8)) % 256,
  ),
);

describe('a command in a container', () => {
  let cluster: TestNode;

  beforeAll(async () => {
    cluster = TestNode.create();
    cluster.createPod(
      'web',
      {
        containers: [
          {
            name: 'app',
            image: 'localhost/guestbook:1',
            workingDir: '/work',
            env: [
              { name: 'COLOUR', value: 'blue' },
              { name: 'ROOM', value: '$(COLOUR) room, $$(COLOUR) $(NONE)' },
              {
                name: 'POD',
                valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
              },
              {
                name: 'TEAM',
                valueFrom: {
                  fieldRef: { fieldPath: "metadata.labels['team']" },
                },
              },
            ],
          },
        ],
      },
      { labels: { team: 'red' } },
    );
    cluster.createPod('bare', {
      containers: [
        { name: 'app', image: 'localhost/guestbook-distroless:1' },
        {
          name: 'other',
          image: 'localhost/busybox:1',
          args: ['-c', 'sleep 100'],
        },
      ],
    });
    await cluster.untilReady('web');
    await cluster.untilReady('bare');
  });

  afterAll(async () => {
    await cluster.close();
  });

  it('runs where the container runs, with its environment', async () => {
    const { stdout, stderr, status } = await cluster.exec('web', [
      'sh',
      '-c',
      'pwd; echo "$COLOUR|$ROOM|$POD|$TEAM|$HOSTNAME"; echo oops >&2',
    ]);
    expect(stdout).toBe(
      '/work\nblue|blue room, $(COLOUR) $(NONE)|web|red|web\n',
    );
    expect(stderr).toBe('oops\n');
    expect(status).toEqual({ metadata: {}, status: 'Success' });
  });

  it('tells how it ended', async () => {
    const { status } = await cluster.exec('web', ['sh', '-c', 'exit 7']);
    expect(status).toEqual({
      metadata: {},
      status: 'Failure',
      reason: 'NonZeroExitCode',
      message: 'command terminated with non-zero exit code: exit status 7',
      details: { causes: [{ reason: 'ExitCode', message: '7' }] },
    });
  });

  it('gets its arguments as they are', async () => {
    const { stdout } = await cluster.exec('web', [
      'echo',
      'a  b',
      '$HOME',
      "it's",
      '*; ls',
      'é €',
    ]);
    expect(stdout).toBe("a  b $HOME it's *; ls é €\n");
  });

  it('gives a script its parameters', async () => {
    const { stdout } = await cluster.exec('web', [
      'sh',
      '-c',
      'echo "$1-$2"',
      'sh',
      'one two',
      "th'ree",
    ]);
    expect(stdout).toBe("one two-th'ree\n");
  });

  it.each([
    ['cat', ['cat']],
    ['a script', ['sh', '-c', 'cat > /tmp/in && cat /tmp/in']],
  ])('hands bytes through %s unchanged', async (_title, command) => {
    const { bytes } = await cluster.exec('web', command, { stdin: BYTES });
    expect(Buffer.compare(bytes, BYTES)).toBe(0);
  });

  it.each([
    ['text', 'Grüße, ein Gästebuch'],
    ['text beyond Latin', '日本語 €'],
    ['bytes that are no text', Buffer.from([0xff, 0x01, 0x80])],
  ])('reads a file with %s as it is', async (_title, content) => {
    const uid = cluster.pod('web')?.metadata.uid ?? '';
    writeFileSync(
      join(
        cluster.stateDirectory,
        `pods/${uid}/containers/app/rootfs/tmp/content`,
      ),
      content,
    );
    for (const command of [
      ['cat', '/tmp/content'],
      ['sh', '-c', 'cat /tmp/content'],
    ]) {
      const { bytes } = await cluster.exec('web', command);
      expect(bytes).toEqual(Buffer.from(content));
    }
  });

  it.each([
    ['nosuch', 'exec: "nosuch": executable file not found in $PATH'],
    ['/nosuch', 'exec: "/nosuch": stat /nosuch: no such file or directory'],
    ['/data', 'exec: "/data": permission denied'],
    ['jq', 'exec: "jq": executable file not found in $PATH'],
  ])('fails to start %s', async (command, message) => {
    const { status } = await cluster.exec('web', [command]);
    expect(status).toMatchObject({
      status: 'Failure',
      reason: 'InternalError',
      code: 500,
    });
    expect(status.message).toContain(message);
  });

  it('finds no shell in an image without one', async () => {
    const { status } = await cluster.exec('bare', ['sh', '-c', 'ls'], {
      container: 'app',
    });
    expect(status.message).toContain(
      'exec: "sh": executable file not found in $PATH',
    );
  });

  it('needs the name of the container when there are several', () => {
    const check = (pod: string, container?: string) => () =>
      cluster.node.podExec.check({ namespace: 'demo', pod, container });
    expect(check('bare')).toThrow(
      'a container name must be specified for pod bare, choose one of: [app other]',
    );
    expect(check('bare', 'none')).toThrow(
      'container none is not valid for pod bare',
    );
    expect(check('none')).toThrow('pods "none" not found');
  });

  it('sees nothing of this machine', async () => {
    const { stdout } = await cluster.exec('web', [
      'sh',
      '-c',
      'ls /; cat /etc/passwd; cat /../../../etc/passwd; ls /proc/1',
    ]);
    expect(stdout).toBe('bin\ndata\ndev\nguestbook\nopt\ntmp\nwork\n');
  });

  it('cannot make links that lead out', async () => {
    const { status } = await cluster.exec('web', [
      'ln',
      '-s',
      cluster.stateDirectory,
      '/tmp/state',
    ]);
    expect(status.status).toBe('Failure');
  });

  it.each([
    ['waits', 'while true; do sleep 0.05; done'],
    ['takes all of a processor', 'while true; do :; done'],
  ])('that %s ends when its client is gone', async (_title, script) => {
    const abort = new AbortController();
    const running = cluster.node.podExec.exec({
      namespace: 'demo',
      pod: 'web',
      command: ['sh', '-c', script],
      signal: abort.signal,
    });
    setTimeout(() => abort.abort(), 200);
    await Promise.allSettled([running]);
    const { stdout } = await cluster.exec('web', ['echo', 'next']);
    expect(stdout).toBe('next\n');
  });
});
