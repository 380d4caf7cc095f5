import type { Cluster, ExecSession, WatchEvent } from './Cluster';
import { ClusterError } from './ClusterError';

/** A cluster that is known, but that cannot be used: every call says why. */
export class RefusingCluster implements Cluster {
  readonly name: string;
  readonly readOnly: boolean;
  readonly resumesWatches = false;
  readonly #reason: string;
  readonly #problem: string;

  static create(options: {
    name: string;
    readOnly: boolean;
    /** For programs, as in ClusterError. */
    reason: string;
    /** Why, and what to do. */
    problem: string;
  }): RefusingCluster {
    return new RefusingCluster(options);
  }

  private constructor(options: {
    name: string;
    readOnly: boolean;
    reason: string;
    problem: string;
  }) {
    this.name = options.name;
    this.readOnly = options.readOnly;
    this.#reason = options.reason;
    this.#problem = options.problem;
  }

  async request<T>(): Promise<T> {
    throw this.#refusal();
  }

  watch(): AsyncIterable<WatchEvent> {
    const refusal = this.#refusal();
    return {
      [Symbol.asyncIterator]: () => ({
        next: async () => {
          throw refusal;
        },
      }),
    };
  }

  async exec(): Promise<ExecSession> {
    throw this.#refusal();
  }

  async close(): Promise<void> {}

  #refusal(): ClusterError {
    return new ClusterError({
      cluster: this.name,
      kind: 'rejected',
      status: 401,
      reason: this.#reason,
      message: this.#problem,
    });
  }
}
