import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { STATUS_CODES } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { PodExec } from '../model/PodExec';
import { StatusError } from '../model/StatusError';
import type { Registry } from '../registry/Registry';
import { checkAccess } from './access';
import { accessReview } from './accessReview';
import { discovery } from './discovery/discovery';
import { ExecServer } from './exec';
import { Continuations } from './lists/Continuations';
import { methodNotAllowed, parseTarget } from './Target';
import { sendFailure, sendReply, type Reply } from './Reply';
import { route } from './route';

/** What the API server works with. */
export interface ApiServerOptions {
  registry: Registry;
  podExec: PodExec;
  /** The bearer token of the one user. */
  token: string;
  /** PEM */
  certificate: string;
  /** PEM */
  key: string;
  port: number;
}

/**
 * The Kubernetes API over HTTPS on the loopback address, as much of it as the portal uses.
 */
export class ApiServer {
  /** @throws the system's error when the port cannot be listened on */
  static async start(options: ApiServerOptions): Promise<ApiServer> {
    const server = new ApiServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.once('error', reject);
      server.#server.listen(options.port, '127.0.0.1', resolve);
    });
    return server;
  }

  readonly #registry: Registry;
  readonly #podExec: PodExec;
  readonly #token: string;
  readonly #server: Server;
  readonly #exec: ExecServer;
  readonly #continuations = new Continuations();

  private constructor(options: ApiServerOptions) {
    this.#registry = options.registry;
    this.#podExec = options.podExec;
    this.#token = options.token;
    this.#exec = ExecServer.create({ podExec: options.podExec });
    this.#server = createServer({
      cert: options.certificate,
      key: options.key,
    });
    this.#server.on('request', (request, response) =>
      this.#answer(request, response),
    );
    this.#server.on('upgrade', (request, socket, head) =>
      this.#upgrade(request, socket, head),
    );
  }

  /** `https://127.0.0.1:6440` */
  get url(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `https://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#exec.close();
    const closed = new Promise<void>(resolve =>
      this.#server.close(() => resolve()),
    );
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const { pathname: path, searchParams: query } = urlOf(request);
      checkAccess(request, { token: this.#token, path, query });
      const reply =
        health(path) ?? (await this.#reply(request, { response, path, query }));
      if (typeof reply === 'string') {
        response.writeHead(reply === 'ok' ? 200 : 404, {
          'Content-Type': 'text/plain; charset=utf-8',
        });
        response.end(reply);
      } else if (reply) {
        sendReply(request, response, reply);
      }
    } catch (error) {
      sendFailure(request, response, error);
    }
  }

  /** The answer: JSON, a plain text, or nothing when a stream has begun. */
  async #reply(
    request: IncomingMessage,
    options: { response: ServerResponse; path: string; query: URLSearchParams },
  ): Promise<Reply | string | undefined> {
    const { response, path, query } = options;
    const found = discovery(path, request.headers.accept);
    if (found !== undefined) {
      if (request.method !== 'GET') {
        throw methodNotAllowed();
      }
      return found;
    }
    const review = await accessReview(request, { path, query });
    if (review) {
      return review;
    }
    const target = parseTarget(path);
    return target
      ? route({
          request,
          response,
          query,
          target,
          registry: this.#registry,
          continuations: this.#continuations,
          podExec: this.#podExec,
        })
      : '404 page not found\n';
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Nobody else hears of a client that resets its connection
    socket.on('error', () => socket.destroy());
    try {
      const { pathname: path, searchParams: query } = urlOf(request);
      checkAccess(request, { token: this.#token, path, query });
      const target = parseTarget(path);
      if (target?.resource.kind !== 'Pod' || target.subresource !== 'exec') {
        throw new StatusError(
          'BadRequest',
          'only exec is served over a WebSocket',
        );
      }
      this.#exec.accept({ request, socket, head, target, query });
    } catch (error) {
      refuseUpgrade(socket, error);
    }
  }
}

function urlOf(request: IncomingMessage): URL {
  return new URL(request.url ?? '/', 'https://cluster.local');
}

function health(path: string): string | undefined {
  return ['/healthz', '/livez', '/readyz'].includes(path) ? 'ok' : undefined;
}

function refuseUpgrade(socket: Duplex, error: unknown): void {
  const failure =
    error instanceof StatusError
      ? error
      : new StatusError(
          'InternalError',
          error instanceof Error ? error.message : String(error),
        );
  const body = JSON.stringify(failure.toStatus());
  socket.end(
    [
      `HTTP/1.1 ${failure.code} ${STATUS_CODES[failure.code]}`,
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}
