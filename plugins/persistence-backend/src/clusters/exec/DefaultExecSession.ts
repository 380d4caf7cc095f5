import { Readable, Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ExecSession } from '../Cluster';
import { ClusterError } from '../ClusterError';
import type { Deadline } from '../transport/Deadline';
import { connectionError } from '../transport/connectionError';
import { CHANNEL } from './channels';
import { exitCodeOf } from './exitStatus';

// The size of the buffers with which kubectl copies.
const LARGEST_MESSAGE = 32 * 1024;
// The server closes after the status; one that does not is not waited for.
const CLOSE_PATIENCE_MS = 5_000;

/**
 * A command that runs in a container, over a WebSocket that is open and paused.
 *
 * Standard output and standard error share the connection: when nobody reads one of them, the other one waits too once its buffer
 * is full. Read both, or `resume()` the one that does not matter.
 */
export class DefaultExecSession implements ExecSession {
  readonly stdin?: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly ended: Promise<number>;
  readonly #socket: WebSocket;
  readonly #deadline: Deadline;
  readonly #call: { cluster: string; what: string };
  readonly #full = new Set<number>();
  #status?: string;
  #failure?: ClusterError;

  /**
   * @param options - `deadline` ends the session; the session clears it
   */
  static create(options: {
    socket: WebSocket;
    deadline: Deadline;
    cluster: string;
    what: string;
    stdin: boolean;
  }): DefaultExecSession {
    return new DefaultExecSession(options);
  }

  private constructor(options: {
    socket: WebSocket;
    deadline: Deadline;
    cluster: string;
    what: string;
    stdin: boolean;
  }) {
    const { socket, deadline, cluster, what, stdin } = options;
    this.#socket = socket;
    this.#deadline = deadline;
    this.#call = { cluster, what };
    this.stdout = this.#output(CHANNEL.stdout);
    this.stderr = this.#output(CHANNEL.stderr);
    this.stdin = stdin ? this.#input() : undefined;
    this.ended = new Promise<number>((resolve, reject) => {
      socket.on('close', () => {
        try {
          resolve(this.#finish());
        } catch (error) {
          reject(error);
        }
      });
    });
    // Whoever reads only the streams hears of the failure there.
    this.ended.catch(() => {});
    socket.on('message', data => this.#receive(data as Buffer));
    socket.on('error', error => {
      this.#failure ??= connectionError(cluster, what, error);
    });
    const stop = () => socket.terminate();
    deadline.signal.addEventListener('abort', stop, { once: true });
    if (deadline.signal.aborted) {
      stop();
    }
    socket.resume();
  }

  close(): void {
    this.#deadline.abort('it was ended by its caller');
  }

  #output(channel: number): Readable {
    const stream = new Readable({
      read: () => {
        this.#full.delete(channel);
        if (this.#full.size === 0) {
          this.#socket.resume();
        }
      },
    });
    // Without a listener the error of a stream that nobody reads would end the process; readers get it all the same.
    stream.on('error', () => {});
    return stream;
  }

  #input(): Writable {
    const stream = new Writable({
      // The next piece is taken when this one has left the process: that is the back-pressure.
      write: (chunk: Buffer, _encoding, callback) => {
        this.#send(chunk).then(() => callback(), callback);
      },
      final: callback => {
        this.#socket.send(Buffer.from([CHANNEL.close, CHANNEL.stdin]), error =>
          callback(error),
        );
      },
    });
    stream.on('error', () => {});
    return stream;
  }

  async #send(chunk: Buffer): Promise<void> {
    for (let start = 0; start < chunk.length; start += LARGEST_MESSAGE) {
      const message = Buffer.concat([
        Buffer.from([CHANNEL.stdin]),
        chunk.subarray(start, start + LARGEST_MESSAGE),
      ]);
      await new Promise<void>((resolve, reject) => {
        this.#socket.send(message, error =>
          error ? reject(error) : resolve(),
        );
      });
    }
  }

  #receive(message: Buffer): void {
    const payload = message.subarray(1);
    switch (message[0]) {
      case CHANNEL.stdout:
        this.#push(this.stdout, CHANNEL.stdout, payload);
        break;
      case CHANNEL.stderr:
        this.#push(this.stderr, CHANNEL.stderr, payload);
        break;
      case CHANNEL.status:
        this.#status = `${this.#status ?? ''}${payload.toString('utf8')}`;
        this.#deadline.extend(CLOSE_PATIENCE_MS, 'the server does not close');
        break;
      default:
        break;
    }
  }

  #push(stream: Readable, channel: number, payload: Buffer): void {
    // The server opens each channel with an empty message.
    if (payload.length > 0 && !stream.destroyed && !stream.push(payload)) {
      this.#full.add(channel);
      this.#socket.pause();
    }
  }

  /** Ends the streams and tells the exit code. */
  #finish(): number {
    this.#deadline.clear();
    const outcome = this.#outcome();
    if (typeof outcome === 'number') {
      this.stdout.push(null);
      this.stderr.push(null);
      this.stdin?.destroy();
      return outcome;
    }
    for (const stream of [this.stdout, this.stderr, this.stdin]) {
      stream?.destroy(outcome);
    }
    throw outcome;
  }

  #outcome(): number | ClusterError {
    if (this.#status !== undefined) {
      try {
        return exitCodeOf(this.#status, this.#call);
      } catch (error) {
        return connectionError(this.#call.cluster, this.#call.what, error);
      }
    }
    return (
      this.#deadline.error ??
      this.#failure ??
      connectionError(
        this.#call.cluster,
        this.#call.what,
        new Error('the connection broke before the command had ended'),
      )
    );
  }
}
