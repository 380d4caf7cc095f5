import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import {
  Agent as HttpAgent,
  createServer,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ClusterAccess } from '../access/ClusterAccess';
import { accessOfKubeconfig } from './accessOfKubeconfig';
import {
  matchesPath,
  statusBody,
  type Fault,
  type PathMatcher,
  type RecordedRequest,
} from './faults';

interface Rule {
  matches: (request: RecordedRequest) => boolean;
  fault: Fault;
}

/**
 * Stands in front of an API server and makes trouble, for tests. It speaks HTTP on this machine and adds the credentials of the API
 * server, so a test needs none.
 *
 * Paths are given as the whole path (`/api/v1/pods`), or as an expression that matches it.
 */
export class FaultyApiServer {
  /** Every request since the start or the last {@link forget}. */
  readonly requests: RecordedRequest[] = [];
  readonly #target: ClusterAccess;
  readonly #agent: HttpAgent;
  readonly #sockets = new Set<Socket>();
  readonly #watches = new Map<ServerResponse, RecordedRequest>();
  #rules: Rule[] = [];
  #server?: Server;
  #port = 0;
  #connectionCount = 0;

  /** @param options - `kubeconfig` is a file, whose current context names the API server; or tell `target` */
  static async start(
    options: { kubeconfig: string } | { target: ClusterAccess },
  ): Promise<FaultyApiServer> {
    const server = new FaultyApiServer(
      'target' in options
        ? options.target
        : await accessOfKubeconfig(options.kubeconfig),
    );
    await server.#listen();
    return server;
  }

  private constructor(target: ClusterAccess) {
    this.#target = target;
    this.#agent = target.server.startsWith('https:')
      ? new HttpsAgent({ keepAlive: true, ...target.tls })
      : new HttpAgent({ keepAlive: true });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** How many connections were made to it. */
  get connectionCount(): number {
    return this.#connectionCount;
  }

  /** How many connections there are now. */
  get openConnections(): number {
    return this.#sockets.size;
  }

  /** How many watches run through it. */
  get openWatches(): number {
    return this.#watches.size;
  }

  /** Writes a kubeconfig that leads here. Returns the file. */
  async writeKubeconfig(file: string, token?: string): Promise<string> {
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'faulty',
      clusters: [{ name: 'faulty', cluster: { server: this.url } }],
      users: [{ name: 'faulty', user: token ? { token } : {} }],
      contexts: [
        { name: 'faulty', context: { cluster: 'faulty', user: 'faulty' } },
      ],
    };
    await writeFile(file, JSON.stringify(config));
    return file;
  }

  /**
   * Lets requests of a path go wrong, until the returned function is called. The newest fault of a path wins.
   *
   * @param path - all paths when undefined
   */
  fail(
    path: PathMatcher,
    fault: Fault,
    options: {
      method?: string;
      watch?: boolean;
      dryRun?: boolean;
      times?: number;
    } = {},
  ): () => void {
    let left = options.times ?? Infinity;
    const rule: Rule = {
      fault,
      matches: request => {
        const matches =
          matchesPath(request, path) &&
          (options.method ?? request.method) === request.method &&
          (options.watch ?? request.watch) === request.watch &&
          (options.dryRun ?? request.dryRun) === request.dryRun &&
          left > 0;
        left -= matches ? 1 : 0;
        return matches;
      },
    };
    this.#rules.unshift(rule);
    return () => {
      this.#rules = this.#rules.filter(other => other !== rule);
    };
  }

  /** Answers 403 as Kubernetes does. */
  forbid(path: string | RegExp): () => void {
    return this.fail(path, {
      kind: 'status',
      status: 403,
      message: `"${path}" is forbidden: User "test" cannot list it`,
    });
  }

  /** Nothing goes wrong any more. What is unanswered stays so. */
  heal(): void {
    this.#rules = [];
  }

  forget(): void {
    this.requests.length = 0;
  }

  /** Breaks the running watches of a path (default: all), each in the middle of a line. */
  cutWatches(path?: PathMatcher): void {
    for (const response of this.#watchesOf(path)) {
      response.write('{"type":"MODIFIED","object":{"kind":"P', () =>
        response.destroy(),
      );
    }
  }

  /** Ends the running watches of a path (default: all) as a server does whose time is up. */
  endWatches(path?: PathMatcher): void {
    for (const response of this.#watchesOf(path)) {
      response.end();
    }
  }

  /** Sends an `ERROR` event on the running watches of a path (default: all), and ends them. */
  failWatches(
    fault: Extract<Fault, { kind: 'status' }>,
    path?: PathMatcher,
  ): void {
    for (const response of this.#watchesOf(path)) {
      response.end(`{"type":"ERROR","object":${statusBody(fault)}}\n`);
    }
  }

  /** Breaks all connections; new ones are accepted. */
  breakConnections(): void {
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  /** Ends like a server that is restarted: all connections break, and there is nobody at its port until {@link start} again. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    this.breakConnections();
    this.#agent.destroy();
    if (server) {
      const closed = once(server, 'close');
      server.close();
      await closed;
    }
  }

  /** After {@link stop}, at the same port. */
  async start(): Promise<void> {
    if (!this.#server) {
      await this.#listen();
    }
  }

  async #listen(): Promise<void> {
    const server = createServer((request, response) =>
      this.#receive(request, response),
    );
    server.on('upgrade', (request, socket, head) =>
      this.#upgrade(request, socket, head),
    );
    server.on('connection', socket => {
      this.#connectionCount += 1;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => {});
    });
    server.listen(this.#port, '127.0.0.1');
    await once(server, 'listening');
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  #record(request: IncomingMessage): RecordedRequest {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const recorded: RecordedRequest = {
      method: request.method ?? 'GET',
      path: pathname,
      query: searchParams,
      watch: ['1', 'true'].includes(searchParams.get('watch') ?? ''),
      dryRun: searchParams.has('dryRun'),
      headers: request.headers,
    };
    this.requests.push(recorded);
    return recorded;
  }

  #receive(request: IncomingMessage, response: ServerResponse): void {
    const recorded = this.#record(request);
    const fault = this.#rules.find(rule => rule.matches(recorded))?.fault;
    const pass = () => this.#pass(request, response, recorded);
    switch (fault?.kind) {
      case undefined:
        pass();
        break;
      case 'silent':
        break;
      case 'slow':
        setTimeout(pass, fault.ms).unref();
        break;
      case 'unanswered':
        this.#pass(request, response, recorded, { answers: false });
        break;
      case 'held':
        void fault.until.then(pass);
        break;
      case 'broken':
        request.socket.destroy();
        break;
      case 'status':
        recorded.status = fault.status;
        response.writeHead(fault.status, {
          'content-type': 'application/json',
          ...fault.headers,
        });
        response.end(fault.body ?? statusBody(fault));
        break;
      default:
        throw new Error('unknown fault');
    }
  }

  #pass(
    request: IncomingMessage,
    response: ServerResponse,
    recorded: RecordedRequest,
    options: { answers: boolean } = { answers: true },
  ): void {
    const upstream = this.#send(request);
    upstream.on('response', answer => {
      recorded.status = answer.statusCode;
      if (!options.answers) {
        answer.resume();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      if (recorded.watch) {
        this.#watches.set(response, recorded);
        // Whoever waits for events must hear that the watch began.
        response.flushHeaders();
      }
      answer.on('error', () => response.destroy());
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    response.on('close', () => {
      this.#watches.delete(response);
      upstream.destroy();
    });
    request.pipe(upstream);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const recorded = this.#record(request);
    const fault = this.#rules.find(rule => rule.matches(recorded))?.fault;
    if (fault?.kind === 'silent') {
      return;
    }
    if (fault?.kind === 'broken') {
      socket.destroy();
      return;
    }
    if (fault?.kind === 'status') {
      const body = fault.body ?? statusBody(fault);
      socket.end(
        `HTTP/1.1 ${fault.status} Fault\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
      );
      return;
    }
    const upstream = this.#send(request, { agent: false });
    upstream.on('upgrade', (answer, other, otherHead) => {
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\n${rawHeaders(answer)}\r\n`,
      );
      socket.write(otherHead);
      other.write(head);
      other.on('error', () => socket.destroy());
      other.on('close', () => socket.destroy());
      socket.on('close', () => other.destroy());
      other.pipe(socket);
      socket.pipe(other);
    });
    upstream.on('response', answer => {
      socket.write(
        `HTTP/1.1 ${answer.statusCode} Refused\r\nConnection: close\r\n${rawHeaders(answer, ['connection', 'transfer-encoding'])}\r\n`,
      );
      answer.pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    upstream.end();
  }

  #send(
    request: IncomingMessage,
    options: { agent?: false } = {},
  ): ClientRequest {
    const { server, headers, tls } = this.#target;
    const { host } = new URL(server);
    const settings: RequestOptions = {
      method: request.method,
      headers: { ...request.headers, host, ...headers },
      agent: options.agent ?? this.#agent,
    };
    const url = `${server}${request.url}`;
    return url.startsWith('https:')
      ? httpsRequest(url, { ...settings, ...tls })
      : httpRequest(url, settings);
  }

  #watchesOf(path?: PathMatcher): ServerResponse[] {
    return [...this.#watches]
      .filter(([, request]) => matchesPath(request, path))
      .map(([response]) => response);
  }
}

function rawHeaders(answer: IncomingMessage, without: string[] = []): string {
  const lines: string[] = [];
  for (let index = 0; index < answer.rawHeaders.length; index += 2) {
    if (!without.includes(answer.rawHeaders[index].toLowerCase())) {
      lines.push(
        `${answer.rawHeaders[index]}: ${answer.rawHeaders[index + 1]}\r\n`,
      );
    }
  }
  return lines.join('');
}
