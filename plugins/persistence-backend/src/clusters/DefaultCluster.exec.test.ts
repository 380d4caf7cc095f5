import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { WebSocketServer, type WebSocket } from 'ws';
import { errorOf } from './__testUtils__/errorOf';
import { TestServer } from './__testUtils__/TestServer';
import type { ExecSession } from './Cluster';
import { DefaultCluster } from './DefaultCluster';
import { eventually } from './testing';

const TARGET = { namespace: 'shop', pod: 'web-0', container: 'app' };
const MEBIBYTE = 1024 * 1024;
const SUCCESS = { status: 'Success' };

// Megabytes are moved, on machines that do other things too.
jest.setTimeout(60_000);

let server: TestServer;
let sockets: WebSocketServer;
let cluster: DefaultCluster;
let protocol: string | false;
let run: (socket: WebSocket) => void;
let renewals: number;
let upgrades: Array<{ url?: string; authorization?: string }>;

function send(socket: WebSocket, channel: number, data: string | Buffer = '') {
  socket.send(Buffer.concat([Buffer.from([channel]), Buffer.from(data)]));
}

function finish(socket: WebSocket, status: object = SUCCESS) {
  send(socket, 3, JSON.stringify(status));
  socket.close();
}

beforeEach(async () => {
  protocol = 'v5.channel.k8s.io';
  renewals = 0;
  upgrades = [];
  sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: () => protocol,
  });
  server = await TestServer.start(() => {});
  server.server.on('upgrade', ({ url, headers }) =>
    upgrades.push({ url, authorization: headers.authorization }),
  );
  server.server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, webSocket => run(webSocket)),
  );
  cluster = DefaultCluster.create({
    name: 'c1',
    access: {
      current: async () => ({
        server: server.url,
        headers: { authorization: `Bearer token-${renewals}` },
        tls: {},
      }),
      renew: async () => {
        renewals += 1;
      },
    },
  });
});

afterEach(async () => {
  await cluster.close();
  await server.stop();
});

/** Answers upgrades like an API server that refuses them. */
function refuse(answers: Array<[code: number, body: object | string]>) {
  server.server.removeAllListeners('upgrade');
  server.server.on('upgrade', ({ url, headers }, socket) => {
    upgrades.push({ url, authorization: headers.authorization });
    const [code, body] = answers.shift() ?? [500, 'no more answers'];
    const bytes = typeof body === 'string' ? body : JSON.stringify(body);
    socket.end(
      `HTTP/1.1 ${code} Refused\r\nContent-Length: ${Buffer.byteLength(bytes)}\r\nRetry-After: 4\r\n\r\n${bytes}`,
    );
  });
}

/** What a session printed and how it ended. */
function result(session: ExecSession) {
  return Promise.all([
    text(session.stdout),
    text(session.stderr),
    session.ended,
  ]);
}

describe('exec', () => {
  it('asks for the container and the command, word by word', async () => {
    run = finish;
    await cluster.exec(TARGET, { command: ['sh', '-c', 'echo "a  b" & c'] });

    expect(upgrades).toEqual([
      {
        url: '/api/v1/namespaces/shop/pods/web-0/exec?container=app&stdin=false&stdout=true&stderr=true&command=sh&command=-c&command=echo+%22a++b%22+%26+c',
        authorization: 'Bearer token-0',
      },
    ]);
  });

  it('keeps standard output and standard error apart', async () => {
    run = socket => {
      send(socket, 1);
      send(socket, 2);
      send(socket, 1, 'o');
      send(socket, 2, 'e');
      send(socket, 1, 'ut');
      send(socket, 2, 'rr');
      finish(socket);
    };

    expect(
      await result(await cluster.exec(TARGET, { command: ['x'] })),
    ).toEqual(['out', 'err', 0]);
  });

  it('loses nothing that the server says at once', async () => {
    // The first messages may arrive with the answer to the upgrade.
    run = socket => {
      for (let index = 0; index < 500; index += 1) {
        send(socket, 1, `${index}\n`);
      }
      finish(socket);
    };
    const session = await cluster.exec(TARGET, { command: ['x'] });

    expect((await result(session))[0].split('\n')).toHaveLength(501);
  });

  it('tells the exit code', async () => {
    run = socket =>
      finish(socket, {
        status: 'Failure',
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: '137' }] },
      });
    const session = await cluster.exec(TARGET, { command: ['x'] });

    expect(await session.ended).toBe(137);
  });

  it('has no standard input unless it is wanted', async () => {
    run = finish;
    const session = await cluster.exec(TARGET, { command: ['x'] });

    expect(session.stdin).toBeUndefined();
  });

  it('sends standard input to its end', async () => {
    run = socket => {
      socket.on('message', (data: Buffer) => {
        if (data.equals(Buffer.from([255, 0]))) {
          finish(socket);
        } else {
          send(socket, 1, data.subarray(1));
        }
      });
    };
    const session = await cluster.exec(TARGET, { command: ['x'], stdin: true });
    const bytes = randomBytes(MEBIBYTE);
    session.stderr.resume();
    session.stdin?.end(bytes);

    expect((await buffer(session.stdout)).equals(bytes)).toBe(true);
    expect(await session.ended).toBe(0);
  });

  it('keeps the server waiting while nobody reads', async () => {
    const piece = Buffer.alloc(MEBIBYTE, 'x');
    let sent = 0;
    run = socket => {
      const more = () => {
        if (sent < 32) {
          sent += 1;
          socket.send(Buffer.concat([Buffer.from([1]), piece]), more);
        } else {
          finish(socket);
        }
      };
      more();
    };
    const session = await cluster.exec(TARGET, { command: ['x'] });
    session.stderr.resume();
    let before = -1;
    // Until the server does not get on any more: what the connection's buffers hold is on its way.
    await eventually(async () => {
      const stuck = sent === before;
      before = sent;
      await new Promise(resolve => setTimeout(resolve, 50));
      expect(stuck).toBe(true);
    });

    expect(sent).toBeLessThan(24);
    expect((await buffer(session.stdout)).length).toBe(32 * MEBIBYTE);
    expect(await session.ended).toBe(0);
  });

  it('keeps the writer waiting while the server does not read', async () => {
    let reader: WebSocket | undefined;
    let received = 0;
    run = socket => {
      reader = socket;
      socket.pause();
      socket.on('message', (data: Buffer) => {
        if (data[0] === 255) {
          finish(socket);
        } else {
          received += data.length - 1;
        }
      });
    };
    const session = await cluster.exec(TARGET, { command: ['x'], stdin: true });
    session.stderr.resume();
    session.stdout.resume();
    let taken = 0;
    const source = Readable.from(
      (function* pieces() {
        for (; taken < 32; taken += 1) {
          yield Buffer.alloc(MEBIBYTE, 'x');
        }
      })(),
    );
    const writing = pipeline(source, session.stdin!);
    let before = -1;
    await eventually(async () => {
      const stuck = taken === before;
      before = taken;
      await new Promise(resolve => setTimeout(resolve, 50));
      expect(stuck).toBe(true);
    });

    expect(taken).toBeLessThan(24);
    reader?.resume();
    await writing;
    expect(await session.ended).toBe(0);
    expect(received).toBe(32 * MEBIBYTE);
  });

  it('leaves no connection when it has ended', async () => {
    run = finish;
    const session = await cluster.exec(TARGET, { command: ['x'] });
    await result(session);

    await eventually(() => expect(server.open).toBe(0));
  });
});

describe('exec that is refused', () => {
  it('tells status and reason', async () => {
    refuse([
      [
        403,
        { kind: 'Status', code: 403, reason: 'Forbidden', message: 'no exec' },
      ],
    ]);

    expect(
      await errorOf(cluster.exec(TARGET, { command: ['x'] })),
    ).toMatchObject({
      kind: 'rejected',
      status: 403,
      reason: 'Forbidden',
      retryAfterSeconds: 4,
      message:
        "exec in shop/web-0/app at cluster 'c1': no exec (403 Forbidden)",
    });
    await eventually(() => expect(server.open).toBe(0));
  });

  it('renews the credentials once', async () => {
    refuse([
      [401, { kind: 'Status', code: 401 }],
      [404, { kind: 'Status', code: 404, message: 'no pod' }],
    ]);

    expect(
      await errorOf(cluster.exec(TARGET, { command: ['x'] })),
    ).toMatchObject({ status: 404 });
    expect(upgrades.map(({ authorization }) => authorization)).toEqual([
      'Bearer token-0',
      'Bearer token-1',
    ]);
  });

  it('says when the server does not speak the protocol', async () => {
    protocol = false;
    run = finish;

    expect(
      await errorOf(cluster.exec(TARGET, { command: ['x'] })),
    ).toMatchObject({
      kind: 'protocol',
      message: expect.stringContaining('v5.channel.k8s.io'),
    });
  });

  it('is unreachable when nobody is there', async () => {
    await server.stop();

    expect(
      await errorOf(cluster.exec(TARGET, { command: ['x'] })),
    ).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('times out when it is never answered', async () => {
    server.server.removeAllListeners('upgrade');
    server.server.on('upgrade', () => {});

    expect(
      await errorOf(cluster.exec(TARGET, { command: ['x'], deadlineMs: 50 })),
    ).toMatchObject({ kind: 'timeout' });
  });
});

describe('a command that does not end well', () => {
  /** What both streams and the end say. */
  async function failures(session: ExecSession) {
    const errors = await Promise.all([
      errorOf(text(session.stdout)),
      errorOf(text(session.stderr)),
      errorOf(session.ended),
    ]);
    return errors.map(({ kind }) => kind);
  }

  it('because it could not run is rejected', async () => {
    run = socket =>
      finish(socket, {
        status: 'Failure',
        reason: 'InternalError',
        code: 500,
        message: 'no such file',
      });
    const session = await cluster.exec(TARGET, { command: ['x'] });

    expect(await errorOf(session.ended)).toMatchObject({
      kind: 'rejected',
      status: 500,
      reason: 'InternalError',
      message: expect.stringContaining('no such file'),
    });
  });

  it('because the connection breaks is unreachable', async () => {
    run = socket => {
      send(socket, 1, 'half');
      socket.terminate();
    };

    const session = await cluster.exec(TARGET, { command: ['x'] });

    expect(await failures(session)).toEqual([
      'unreachable',
      'unreachable',
      'unreachable',
    ]);
  });

  it('because the server closes without a status is unreachable', async () => {
    run = socket => socket.close();

    const session = await cluster.exec(TARGET, { command: ['x'] });

    expect(await failures(session)).toEqual([
      'unreachable',
      'unreachable',
      'unreachable',
    ]);
  });

  it('because the status is no status is not the protocol', async () => {
    run = socket => {
      send(socket, 3, 'what?');
      socket.close();
    };

    const session = await cluster.exec(TARGET, { command: ['x'] });

    expect(await failures(session)).toEqual([
      'protocol',
      'protocol',
      'protocol',
    ]);
  });

  it('because it takes too long times out', async () => {
    run = () => {};

    // Long enough for a busy machine to shake hands: before that, there is no session.
    const session = await cluster.exec(TARGET, {
      command: ['x'],
      deadlineMs: 3_000,
    });

    expect(await failures(session)).toEqual(['timeout', 'timeout', 'timeout']);
  });

  it('because its caller ends it is aborted', async () => {
    run = () => {};
    const abort = new AbortController();
    const session = await cluster.exec(TARGET, {
      command: ['x'],
      signal: abort.signal,
    });
    abort.abort();

    expect(await failures(session)).toEqual(['aborted', 'aborted', 'aborted']);
    await eventually(() => expect(server.open).toBe(0));
  });

  it('because its caller closes it is aborted', async () => {
    run = () => {};
    const session = await cluster.exec(TARGET, { command: ['x'] });
    session.close();

    expect(await failures(session)).toEqual(['aborted', 'aborted', 'aborted']);
  });

  it('because the cluster is closed is aborted', async () => {
    run = () => {};
    const session = await cluster.exec(TARGET, { command: ['x'] });
    await cluster.close();

    expect(await failures(session)).toEqual(['aborted', 'aborted', 'aborted']);
  });

  it('ends its standard input too', async () => {
    run = socket => socket.terminate();
    const session = await cluster.exec(TARGET, { command: ['x'], stdin: true });
    const [error] = await once(session.stdin!, 'error');

    expect(error).toMatchObject({ kind: 'unreachable' });
  });

  it('harms nobody who does not listen', async () => {
    run = socket => socket.terminate();
    await cluster.exec(TARGET, { command: ['x'], stdin: true });

    await eventually(() => expect(server.open).toBe(0));
  });

  it('keeps the exit code when it was closed after the end', async () => {
    run = finish;
    const session = await cluster.exec(TARGET, { command: ['x'] });
    await result(session);
    session.close();

    expect(await session.ended).toBe(0);
  });
});
