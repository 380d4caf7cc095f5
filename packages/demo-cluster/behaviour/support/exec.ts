import type { IncomingMessage } from 'node:http';
import type { Status } from 'kubernetes-types/meta/v1';
import { Answer } from './answer';
import type { Client } from './client';

const CHANNEL = { stdin: 0, stdout: 1, stderr: 2, error: 3, close: 255 };

export interface ExecOptions {
  pod: string;
  command: string[];
  container?: string;
  /** Sent and then closed; without it the command gets no stdin. */
  stdin?: string | Buffer;
  /** Whether the command gets a terminal. A terminal mixes stdout and stderr. */
  tty?: boolean;
  /** Sub-protocols that are offered; v5 unless told. */
  protocols?: string[];
}

/** What a command in a container printed and how it ended. */
export interface ExecResult {
  protocol: string;
  stdout: Buffer;
  stderr: Buffer;
  status: Status;
}

/** The cluster refused to start the command. */
export class ExecRefused extends Error {
  constructor(readonly answer: Answer<Status>) {
    super(`exec was refused with ${answer.code}: ${answer.text}`);
  }
}

async function readRefusal(response: IncomingMessage): Promise<Answer<Status>> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
  }
  return Answer.create<Status>({
    request: 'exec',
    code: response.statusCode ?? 0,
    headers: {},
    bytes: Buffer.concat(chunks),
  });
}

/**
 * Runs a command in a container over a WebSocket, as kubectl does.
 *
 * @throws ExecRefused when the cluster answers the handshake with an HTTP error.
 * See https://github.com/kubernetes/enhancements/tree/master/keps/sig-api-machinery/4006-transition-spdy-to-websockets
 */
export async function exec(
  client: Client,
  namespace: string,
  options: ExecOptions,
): Promise<ExecResult> {
  const {
    pod,
    command,
    container,
    stdin,
    tty = false,
    protocols = ['v5.channel.k8s.io'],
  } = options;
  const query = new URLSearchParams({
    stdout: 'true',
    stderr: `${!tty}`,
    stdin: `${stdin !== undefined}`,
    tty: `${tty}`,
  });
  command.forEach(word => query.append('command', word));
  if (container) {
    query.set('container', container);
  }
  const socket = client.webSocket(
    `/api/v1/namespaces/${namespace}/pods/${pod}/exec`,
    { query, protocols },
  );
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let status: Status = {};

  return new Promise<ExecResult>((resolve, reject) => {
    socket.on('unexpected-response', (_request, response) => {
      readRefusal(response)
        .then(answer => reject(new ExecRefused(answer)), reject)
        .finally(() => socket.terminate());
    });
    socket.on('open', () => {
      if (stdin !== undefined) {
        socket.send(
          Buffer.concat([Buffer.from([CHANNEL.stdin]), Buffer.from(stdin)]),
        );
        socket.send(Buffer.from([CHANNEL.close, CHANNEL.stdin]));
      }
    });
    socket.on('message', data => {
      const frame = data as Buffer;
      const payload = frame.subarray(1);
      switch (frame[0]) {
        case CHANNEL.stdout:
          stdout.push(payload);
          break;
        case CHANNEL.stderr:
          stderr.push(payload);
          break;
        case CHANNEL.error:
          status = JSON.parse(payload.toString('utf8')) as Status;
          break;
        default:
          break;
      }
    });
    socket.on('error', reject);
    socket.on('close', () =>
      resolve({
        protocol: socket.protocol,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr),
        status,
      }),
    );
  });
}
