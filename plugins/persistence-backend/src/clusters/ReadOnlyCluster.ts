import type {
  Cluster,
  ClusterRequest,
  ExecSession,
  WatchEvent,
  WatchOptions,
} from './Cluster';
import { ClusterError } from './ClusterError';

/** A cluster to which nothing is written, whatever its own rules say. Dry runs are writes too: they need the same rights. */
export class ReadOnlyCluster implements Cluster {
  readonly readOnly = true;
  readonly #cluster: Cluster;
  readonly #remedy: string;

  /** @param options - `remedy` says what makes it writable */
  static create(options: {
    cluster: Cluster;
    remedy: string;
  }): ReadOnlyCluster {
    return new ReadOnlyCluster(options);
  }

  private constructor(options: { cluster: Cluster; remedy: string }) {
    this.#cluster = options.cluster;
    this.#remedy = options.remedy;
  }

  get name(): string {
    return this.#cluster.name;
  }

  get resumesWatches(): boolean {
    return this.#cluster.resumesWatches;
  }

  async request<T>(request: ClusterRequest): Promise<T> {
    const { method = 'GET', path } = request;
    if (method !== 'GET') {
      throw this.#refusal(`${method} ${path}`);
    }
    return this.#cluster.request<T>(request);
  }

  watch(path: string, options?: WatchOptions): AsyncIterable<WatchEvent> {
    return this.#cluster.watch(path, options);
  }

  async exec(): Promise<ExecSession> {
    throw this.#refusal('exec');
  }

  close(): Promise<void> {
    return this.#cluster.close();
  }

  #refusal(what: string): ClusterError {
    return new ClusterError({
      cluster: this.name,
      kind: 'rejected',
      status: 403,
      reason: 'ReadOnly',
      message: `${what} at cluster '${this.name}': the portal only reads this cluster. ${this.#remedy}`,
    });
  }
}
