import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Status } from 'kubernetes-types/meta/v1';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { StatusError } from '../model/StatusError';
import type { PodExec } from '../model/PodExec';
import { parseBoolean } from './query';
import type { Target } from './Target';

/*
 * The protocol: each message starts with a byte that names its channel. The client sends 0 (standard input), 4 (terminal size) and,
 * since v5, 255 followed by the number of a channel that it closes; the server sends 1 (standard output), 2 (standard error) and at the
 * end 3 (how the command ended, a Status).
 */
const STDIN = 0;
const STDOUT = 1;
const STDERR = 2;
const ERROR = 3;
const CLOSE = 255;

const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** A request to run a command in a container, with its connection. */
export interface ExecUpgrade {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
  target: Target;
  query: URLSearchParams;
}

/**
 * Runs commands in containers over WebSockets.
 *
 * @see https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets
 */
export class ExecServer {
  static create(options: { podExec: PodExec }): ExecServer {
    return new ExecServer(options.podExec);
  }

  readonly #podExec: PodExec;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: offered =>
      PROTOCOLS.find(protocol => offered.has(protocol)) ?? false,
  });

  private constructor(podExec: PodExec) {
    this.#podExec = podExec;
  }

  /** @throws StatusError before the connection is upgraded */
  accept({ request, socket, head, target, query }: ExecUpgrade): void {
    const place = {
      namespace: target.namespace ?? '',
      pod: target.name ?? '',
      container: query.get('container') || undefined,
    };
    const command = query.getAll('command');
    if (command.length === 0) {
      throw new StatusError(
        'BadRequest',
        'you must specify at least 1 command for the container',
      );
    }
    if (parseBoolean(query, 'tty')) {
      throw new StatusError(
        'BadRequest',
        'the demo cluster has no terminals: exec without tty',
      );
    }
    if (
      !['stdin', 'stdout', 'stderr'].some(name => parseBoolean(query, name))
    ) {
      throw new StatusError(
        'BadRequest',
        'you must specify at least one of stdin, stdout, stderr',
      );
    }
    this.#podExec.check(place);
    this.#sockets.handleUpgrade(request, socket, head, webSocket =>
      this.#run(webSocket, { ...place, command, query }),
    );
  }

  close(): void {
    this.#sockets.clients.forEach(client => client.terminate());
    this.#sockets.close();
  }

  async #run(
    webSocket: WebSocket,
    options: {
      namespace: string;
      pod: string;
      container?: string;
      command: string[];
      query: URLSearchParams;
    },
  ): Promise<void> {
    const { query, ...place } = options;
    const gone = new AbortController();
    webSocket.on('close', () => gone.abort());
    // A client that does not keep to the protocol; the connection is closed by itself
    webSocket.on('error', () => gone.abort());
    const wants = (name: string) => parseBoolean(query, name);
    let status: Status;
    try {
      status = await this.#podExec.exec({
        ...place,
        ...(wants('stdin') ? { stdin: readStdin(webSocket) } : {}),
        ...(wants('stdout')
          ? { stdout: chunk => send(webSocket, STDOUT, chunk) }
          : {}),
        ...(wants('stderr')
          ? { stderr: chunk => send(webSocket, STDERR, chunk) }
          : {}),
        signal: gone.signal,
      });
    } catch (error) {
      status = asStatusError(error).toStatus();
    }
    if (webSocket.readyState === webSocket.OPEN) {
      await send(webSocket, ERROR, Buffer.from(JSON.stringify(status)));
      webSocket.close(1000);
    }
  }
}

/** All of standard input, once the client has closed it. */
function readStdin(webSocket: WebSocket): Promise<Uint8Array> {
  return new Promise(resolve => {
    const chunks: Buffer[] = [];
    const end = () => resolve(Buffer.concat(chunks));
    webSocket.on('close', end);
    webSocket.on('message', (data: RawData) => {
      const message = Buffer.isBuffer(data)
        ? data
        : Buffer.concat([data].flat() as Buffer[]);
      if (message[0] === STDIN) {
        chunks.push(message.subarray(1));
      } else if (message[0] === CLOSE && message[1] === STDIN) {
        end();
      }
    });
  });
}

function send(
  webSocket: WebSocket,
  channel: number,
  chunk: Uint8Array,
): Promise<void> {
  return new Promise((resolve, reject) => {
    webSocket.send(Buffer.concat([Buffer.from([channel]), chunk]), error =>
      error ? reject(error) : resolve(),
    );
  });
}

function asStatusError(error: unknown): StatusError {
  return error instanceof StatusError
    ? error
    : new StatusError(
        'InternalError',
        error instanceof Error ? error.message : String(error),
      );
}
