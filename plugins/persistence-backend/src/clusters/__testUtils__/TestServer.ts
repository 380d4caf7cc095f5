import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** An HTTP server on this machine that answers as a test says. */
export class TestServer {
  readonly server: Server;
  /** In the order of arrival, each with its body. */
  readonly requests: Array<{
    method?: string;
    url?: string;
    headers: IncomingMessage['headers'];
    body: string;
  }> = [];
  readonly #sockets = new Set<Socket>();
  #port = 0;
  /** How many connections were made. */
  connectionCount = 0;
  /** The most connections that there were at one time. */
  mostConnections = 0;

  static async start(handler: Handler): Promise<TestServer> {
    const server = new TestServer(handler);
    server.server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    server.#port = (server.server.address() as AddressInfo).port;
    return server;
  }

  private constructor(handler: Handler) {
    this.server = createServer(async (request, response) => {
      const { method, url, headers } = request;
      this.requests.push({ method, url, headers, body: await text(request) });
      await handler(request, response);
    });
    this.server.on('connection', socket => {
      this.#sockets.add(socket);
      this.connectionCount += 1;
      this.mostConnections = Math.max(this.mostConnections, this.open);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => {});
    });
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** How many connections there are now. */
  get open(): number {
    return this.#sockets.size;
  }

  async stop(): Promise<void> {
    if (this.server.listening) {
      const closed = once(this.server, 'close');
      this.server.close();
      for (const socket of this.#sockets) {
        socket.destroy();
      }
      await closed;
    }
  }
}
