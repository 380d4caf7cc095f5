import { ClusterError } from '../ClusterError';

/**
 * The end of one call: its deadline, the caller's signal, or the cluster being closed, whichever comes first. Its `signal` aborts
 * with the ClusterError to throw. `clear` it when the call is over: nothing stays behind then.
 */
export class Deadline {
  readonly #cluster: string;
  readonly #what: string;
  readonly #controller = new AbortController();
  readonly #caller?: AbortSignal;
  readonly #onAbort = () => this.abort('it was ended by its caller');
  #timer?: NodeJS.Timeout;

  /** @param options - `what` is the call in words, for messages */
  static start(options: {
    cluster: string;
    what: string;
    ms: number;
    signal?: AbortSignal;
  }): Deadline {
    return new Deadline(options);
  }

  private constructor(options: {
    cluster: string;
    what: string;
    ms: number;
    signal?: AbortSignal;
  }) {
    const { cluster, what, ms, signal } = options;
    this.#cluster = cluster;
    this.#what = what;
    this.#caller = signal;
    this.extend(ms, `no answer within ${ms} ms`);
    if (signal?.aborted) {
      this.#onAbort();
    } else {
      signal?.addEventListener('abort', this.#onAbort);
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Why it ended; undefined while it runs. */
  get error(): ClusterError | undefined {
    return this.signal.aborted
      ? (this.signal.reason as ClusterError)
      : undefined;
  }

  /** Replaces the time that is left. */
  extend(ms: number, reason: string): void {
    this.relax();
    if (!this.signal.aborted) {
      this.#timer = setTimeout(() => this.#end('timeout', reason), ms);
    }
  }

  /** Lets the call take any time; the caller may still end it. */
  relax(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  abort(reason: string): void {
    this.#end('aborted', reason);
  }

  /** The promise's result, or the deadline's error when that comes first. */
  async race<T>(promise: Promise<T>): Promise<T> {
    const { signal } = this;
    let onAbort: () => void = () => {};
    const ended = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason);
      if (signal.aborted) {
        onAbort();
      } else {
        signal.addEventListener('abort', onAbort);
      }
    });
    try {
      return await Promise.race([promise, ended]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  clear(): void {
    this.relax();
    this.#caller?.removeEventListener('abort', this.#onAbort);
  }

  #end(kind: 'timeout' | 'aborted', reason: string): void {
    this.clear();
    this.#controller.abort(
      new ClusterError({
        cluster: this.#cluster,
        kind,
        message: `${this.#what} at cluster '${this.#cluster}': ${reason}`,
      }),
    );
  }
}
