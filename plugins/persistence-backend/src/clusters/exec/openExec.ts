import type { IncomingMessage } from 'node:http';
import { WebSocket, type ClientOptions } from 'ws';
import type { ClusterAccess } from '../access/ClusterAccess';
import { ClusterError } from '../ClusterError';
import type { Deadline } from '../transport/Deadline';
import { connectionError } from '../transport/connectionError';
import { refusalToError, secretsOf } from '../transport/refusal';
import { SUBPROTOCOL } from './channels';

// What a refusal may say; more of it is not read.
const LONGEST_REFUSAL = 64 * 1024;

async function readText(response: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of response) {
    pieces.push(piece as Buffer);
    length += (piece as Buffer).length;
    if (length > LONGEST_REFUSAL) {
      break;
    }
  }
  return Buffer.concat(pieces).toString('utf8');
}

/**
 * Opens the WebSocket of an exec.
 *
 * @param options - `path` with its query
 * @throws ClusterError `rejected` when the answer is no upgrade; `unreachable`, `timeout`, `aborted`; `protocol` when the server
 * does not speak `v5.channel.k8s.io`
 */
export async function openExec(options: {
  cluster: string;
  what: string;
  access: ClusterAccess;
  path: string;
  deadline: Deadline;
}): Promise<WebSocket> {
  const { cluster, what, access, path, deadline } = options;
  const { servername, ...tls } = access.tls;
  const settings: ClientOptions & { servername?: string } = {
    ...tls,
    ...(servername ? { servername } : {}),
    headers: access.headers,
    perMessageDeflate: false,
    agent: access.webSocketAgent,
  };
  const socket = new WebSocket(
    `${access.server.replace(/^http/, 'ws')}${path}`,
    SUBPROTOCOL,
    settings,
  );
  const opened = new Promise<void>((resolve, reject) => {
    socket.on('open', () => {
      // Nothing may arrive before the session listens: it resumes.
      socket.pause();
      resolve();
    });
    socket.on('error', error =>
      reject(
        /subprotocol/i.test(error.message)
          ? new ClusterError({
              cluster,
              kind: 'protocol',
              message: `${what} at cluster '${cluster}': it does not speak ${SUBPROTOCOL}; Kubernetes 1.30 and newer do`,
            })
          : connectionError(cluster, what, error),
      ),
    );
    socket.on('close', () =>
      reject(
        connectionError(cluster, what, new Error('the connection was closed')),
      ),
    );
    socket.on('unexpected-response', (_request, response) => {
      readText(response)
        .then(body =>
          reject(
            refusalToError({
              cluster,
              what,
              status: response.statusCode ?? 0,
              contentType: response.headers['content-type'],
              retryAfter: response.headers['retry-after'],
              body,
              secrets: secretsOf(access.headers),
            }),
          ),
        )
        .catch(error => reject(connectionError(cluster, what, error)));
    });
  });
  try {
    await deadline.race(opened);
    return socket;
  } catch (error) {
    socket.terminate();
    throw error;
  }
}
