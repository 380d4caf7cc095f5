import { connect, createServer, type Server, type Socket } from 'node:net';

/** How long to wait before another attempt to listen on a port that something else has. */
const RETRY_MS = 10_000;

/**
 * Listens on a port of 127.0.0.1 and hands each connection on.
 */
export class PortForwarder {
  readonly #port: number;
  readonly #backend: () => number | undefined;
  readonly #onFailure: (error: Error) => void;
  readonly #sockets = new Set<Socket>();
  #server?: Server;
  #timer?: NodeJS.Timeout;

  /**
   * @param options `backend` is asked for each connection and names a port of 127.0.0.1; without one the connection is closed. `onFailure`
   * is called when the port cannot be had; it is tried again later.
   */
  static start(options: {
    port: number;
    backend: () => number | undefined;
    onFailure: (error: Error) => void;
  }): PortForwarder {
    const forwarder = new PortForwarder(options);
    forwarder.#listen();
    return forwarder;
  }

  private constructor(options: {
    port: number;
    backend: () => number | undefined;
    onFailure: (error: Error) => void;
  }) {
    this.#port = options.port;
    this.#backend = options.backend;
    this.#onFailure = options.onFailure;
  }

  /** Closes the port and all connections. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#server?.close();
    for (const socket of this.#sockets) {
      socket.destroy();
    }
  }

  #listen(): void {
    this.#server = createServer({ allowHalfOpen: true }, socket =>
      this.#accept(socket),
    );
    this.#server.once('error', error => {
      this.#onFailure(error);
      this.#timer = setTimeout(() => this.#listen(), RETRY_MS);
      this.#timer.unref();
    });
    this.#server.listen(this.#port, '127.0.0.1');
  }

  #accept(client: Socket): void {
    const port = this.#backend();
    if (port === undefined) {
      client.destroy();
      return;
    }
    const backend = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
    for (const [socket, other] of [
      [client, backend],
      [backend, client],
    ]) {
      this.#sockets.add(socket);
      socket.once('error', () => other.destroy());
      socket.once('close', () => {
        this.#sockets.delete(socket);
        other.destroySoon();
      });
      socket.pipe(other);
    }
  }
}
