import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expectStatus } from './support/answer';
import { client } from './support/cluster';
import { eventually } from './support/eventually';
import { ExecRefused, type ExecOptions } from './support/exec';
import { guestbook, IMAGES, pod, script } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

/** Creates a pod with the guestbook and waits until it is ready. */
async function guestbookPod(name = 'web') {
  (await place().pods.create(pod(name, {}, { app: name }))).ok();
  await place().readyPod({ app: name });
}

const run = (command: string[], options: Partial<ExecOptions> = {}) =>
  place().exec({ pod: 'web', command, ...options });
const sh = (text: string, options: Partial<ExecOptions> = {}) =>
  run(['sh', '-c', text], options);

/** The answer with which a handshake was refused. */
async function refusal(attempt: Promise<unknown>) {
  const error = await attempt.then(
    () => new Error('exec was not refused'),
    (reason: Error) => reason,
  );
  if (!(error instanceof ExecRefused)) {
    throw error;
  }
  return error.answer;
}

describe('a command in a container', () => {
  it('prints to stdout and stderr on channels of their own', async () => {
    await guestbookPod();
    const { stdout, stderr, status } = await sh('echo out; echo err >&2');

    expect([stdout.toString(), stderr.toString()]).toEqual(['out\n', 'err\n']);
    expect(status).toEqual({ metadata: {}, status: 'Success' });
  });

  it('sees the files of the image', async () => {
    await guestbookPod();

    expect((await run(['ls', '/data'])).stdout.toString()).toBe(
      '0-welcome.txt\n',
    );
    expect((await run(['cat', '/data/0-welcome.txt'])).status.status).toBe(
      'Success',
    );
  });

  it('tells its exit code in the Status', async () => {
    await guestbookPod();
    const { status } = await sh('exit 3');

    expect(status).toMatchObject({
      status: 'Failure',
      reason: 'NonZeroExitCode',
      message: expect.stringMatching(
        /^command terminated with (non-zero exit code|exit code 3)/,
      ),
      details: { causes: [{ reason: 'ExitCode', message: '3' }] },
    });
  });

  it('gets its words as they are, without a shell that would read them', async () => {
    await guestbookPod();

    expect(
      (await run(['echo', 'a  b', '$HOME', '*', ''])).stdout.toString(),
    ).toBe('a  b $HOME * \n');
  });

  it('reads stdin until we close it', async () => {
    await guestbookPod();
    const { stdout, status } = await run(['cat'], {
      stdin: 'line one\nline two\n',
    });

    expect(stdout.toString()).toBe('line one\nline two\n');
    expect(status.status).toBe('Success');
  });

  it('reads an empty stdin', async () => {
    await guestbookPod();

    expect((await run(['cat'], { stdin: '' })).status.status).toBe('Success');
  });

  it('writes what it reads to a file, byte for byte', async () => {
    await guestbookPod();
    const bytes = Buffer.from(
      Array.from(
        { length: 100_000 },
        (_, index) => (index * 7 + (index >> 8)) % 256,
      ),
    );
    // As the last command of the shell `cat` would take its place, and then containerd sometimes drops the end of stdin.
    const { stdout: size } = await sh('cat > /tmp/bytes; wc -c < /tmp/bytes', {
      stdin: bytes,
    });
    expect(Number(size.toString())).toBe(bytes.length);
    const { stdout } = await run(['cat', '/tmp/bytes']);

    expect(createHash('sha256').update(stdout).digest('hex')).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    );
  });

  it('prints five megabytes completely and in order', async () => {
    await guestbookPod();
    const { stdout, status } = await run(['seq', '1', '740000']);
    const expected = Array.from(
      { length: 740_000 },
      (_, index) => `${index + 1}\n`,
    ).join('');

    expect(status.status).toBe('Success');
    expect(stdout.length).toBe(expected.length);
    expect(stdout.equals(Buffer.from(expected))).toBe(true);
  });

  it('leaves what it wrote for the next command', async () => {
    await guestbookPod();
    await sh('mkdir -p /data/inner && echo kept > /data/inner/note.txt');

    expect((await run(['cat', '/data/inner/note.txt'])).stdout.toString()).toBe(
      'kept\n',
    );
  });

  it('runs in the container that is named', async () => {
    const containers = [
      script('echo first > /tmp/who', { name: 'first' }),
      script('echo second > /tmp/who', { name: 'second' }),
    ];
    await place().runningPod({ containers });

    for (const name of ['second', 'first']) {
      await eventually(async () =>
        expect(await place().shell('web', 'cat /tmp/who', name)).toBe(name),
      );
    }
  });

  it('speaks the newest of the protocols that the client offers', async () => {
    await guestbookPod();
    const { protocol, stdout } = await run(['echo', 'hello'], {
      protocols: ['v4.channel.k8s.io', 'v5.channel.k8s.io'],
    });

    expect(protocol).toMatch(/^v[45]\.channel\.k8s\.io$/);
    expect(stdout.toString()).toBe('hello\n');
  });

  it('may run several at a time', async () => {
    await guestbookPod();
    const results = await Promise.all(
      ['a', 'b', 'c', 'd'].map(word => sh(`sleep 0.2; echo ${word}`)),
    );

    expect(results.map(({ stdout }) => stdout.toString().trim())).toEqual([
      'a',
      'b',
      'c',
      'd',
    ]);
  });
});

describe('a client of exec that misbehaves', () => {
  it.each<[string, (connection: Socket) => unknown]>([
    [
      'sends what is no message',
      connection => connection.write(Buffer.alloc(64, 0xff)),
    ],
    ['goes in the middle of a command', connection => connection.destroy()],
  ])('harms nobody else when it %s', async (_, misbehave) => {
    await guestbookPod();
    const webSocket = client.webSocket(
      `/api/v1/namespaces/${place().name}/pods/web/exec`,
      {
        query: new URLSearchParams([
          ['stdout', 'true'],
          ['command', 'sleep'],
          ['command', '5'],
        ]),
        protocols: ['v5.channel.k8s.io'],
      },
    );
    const closed = new Promise(resolve => {
      webSocket.on('error', () => undefined);
      webSocket.on('close', resolve);
    });
    webSocket.on('upgrade', async ({ socket }: IncomingMessage) => {
      await sleep(200);
      misbehave(socket);
    });
    await closed;
    await sleep(200);

    expect((await run(['echo', 'hello'])).stdout.toString()).toBe('hello\n');
  });
});

describe('a command that cannot run', () => {
  it('because there is no such program', async () => {
    await guestbookPod();
    const { status } = await run(['no-such-program']);

    expect(status).toMatchObject({
      status: 'Failure',
      reason: 'InternalError',
      code: 500,
    });
    expect(status.message).toMatch(
      /error executing command in container: .*exec: "no-such-program": executable file not found in \$PATH/,
    );
  });

  it('because the image has no shell', async () => {
    const containers = [guestbook({ image: IMAGES.distroless })];
    await place().runningPod({ containers });
    const { status } = await sh('echo hello');

    expect(status).toMatchObject({
      status: 'Failure',
      reason: 'InternalError',
      code: 500,
    });
    expect(status.message).toMatch(
      /exec: "sh": executable file not found in \$PATH/,
    );
  });

  it('because there is no such pod', async () => {
    expectStatus(await refusal(run(['true'], { pod: 'nobody' })), {
      code: 404,
      reason: 'NotFound',
      message: 'pods "nobody" not found',
    });
  });

  it('because there is no such container', async () => {
    await guestbookPod();

    expectStatus(await refusal(run(['true'], { container: 'nobody' })), {
      code: 400,
      reason: 'BadRequest',
      message: 'container nobody is not valid for pod web',
    });
  });

  it('because the pod is on no node yet', async () => {
    (
      await place().pods.create(
        pod('web', { nodeSelector: { 'kubernetes.io/hostname': 'nowhere' } }),
      )
    ).ok();

    expectStatus(await refusal(run(['true'])), {
      code: 400,
      reason: 'BadRequest',
      message: 'pod web does not have a host assigned',
    });
  });

  it('because there are several containers and none is named', async () => {
    const containers = [
      script('true', { name: 'first' }),
      script('true', { name: 'second' }),
    ];
    await place().runningPod({ containers });

    expectStatus(await refusal(run(['true'])), {
      code: 400,
      reason: 'BadRequest',
      message:
        'a container name must be specified for pod web, choose one of: [first second]',
    });
  });

  it('because it names no command', async () => {
    await guestbookPod();
    const outcome = await run([]).then(
      ({ status }) => status,
      (error: ExecRefused) => error.answer.status,
    );

    expect(outcome).toMatchObject({ status: 'Failure' });
  });
});
