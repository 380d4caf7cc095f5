import type {
  Cluster,
  ClusterRequest,
  ExecSession,
  WatchEvent,
  WatchOptions,
} from '../../clusters/Cluster';
import { ClusterError } from '../../clusters/ClusterError';

/** A watch that a test feeds. */
export class FakeWatch {
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly accept: string | undefined;
  readonly #options: WatchOptions;
  readonly #cluster: string;
  readonly #events: WatchEvent[] = [];
  #end: { error?: Error } | undefined;
  #wake = () => {};

  constructor(cluster: string, path: string, options: WatchOptions) {
    this.#cluster = cluster;
    this.path = path;
    this.query = options.query ?? {};
    this.accept = options.accept;
    this.#options = options;
    options.signal?.addEventListener('abort', () => {
      this.#finish(
        new ClusterError({ cluster, kind: 'aborted', message: 'aborted' }),
      );
    });
  }

  get isOpen(): boolean {
    return this.#end === undefined;
  }

  get isInitial(): boolean {
    return this.query.sendInitialEvents === true;
  }

  open(): this {
    this.#options.onOpen?.();
    return this;
  }

  send(...events: WatchEvent[]): this {
    this.#events.push(...events);
    this.#wake();
    return this;
  }

  /** The end of the initial events. */
  complete(version = '1'): this {
    return this.send({
      type: 'BOOKMARK',
      object: {
        metadata: {
          resourceVersion: version,
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      },
    });
  }

  end(): void {
    this.#finish();
  }

  fail(error: Error): void {
    this.#finish(error);
  }

  reject(status: number, retryAfterSeconds?: number): void {
    this.#finish(
      new ClusterError({
        cluster: this.#cluster,
        kind: 'rejected',
        message: `refused with ${status}`,
        status,
        retryAfterSeconds,
      }),
    );
  }

  async *read(): AsyncGenerator<WatchEvent, void, undefined> {
    try {
      for (;;) {
        const event = this.#events.shift();
        if (event) {
          yield event;
        } else if (this.#end?.error) {
          throw this.#end.error;
        } else if (this.#end) {
          return;
        } else {
          await new Promise<void>(resolve => {
            this.#wake = resolve;
          });
        }
      }
    } finally {
      this.#end ??= {};
    }
  }

  #finish(error?: Error): void {
    this.#end ??= { error };
    this.#wake();
  }
}

/** A cluster whose answers a test gives. */
export class FakeCluster implements Cluster {
  static create(
    options: {
      name?: string;
      readOnly?: boolean;
      resumesWatches?: boolean;
    } = {},
  ): FakeCluster {
    return new FakeCluster(options);
  }

  readonly name: string;
  readonly readOnly: boolean;
  readonly resumesWatches: boolean;
  /** All watches since the beginning. */
  readonly watches: FakeWatch[] = [];
  readonly requests: ClusterRequest[] = [];
  /** Answers requests. */
  answer: (request: ClusterRequest) => unknown = () => {
    throw new Error('No answer was prepared');
  };

  private constructor(options: {
    name?: string;
    readOnly?: boolean;
    resumesWatches?: boolean;
  }) {
    this.name = options.name ?? 'test';
    this.readOnly = options.readOnly ?? false;
    this.resumesWatches = options.resumesWatches ?? true;
  }

  /** The last watch of a path. */
  watchOf(path: string): FakeWatch {
    const watch = this.watches.findLast(each => each.path === path);
    if (!watch) {
      throw new Error(`Nobody watches ${path}`);
    }
    return watch;
  }

  openWatches(): FakeWatch[] {
    return this.watches.filter(({ isOpen }) => isOpen);
  }

  async request<T>(request: ClusterRequest): Promise<T> {
    this.requests.push(request);
    return (await this.answer(request)) as T;
  }

  watch(path: string, options: WatchOptions = {}): AsyncIterable<WatchEvent> {
    const watch = new FakeWatch(this.name, path, options);
    this.watches.push(watch);
    return watch.read();
  }

  async exec(): Promise<ExecSession> {
    throw new Error('Nothing runs in a fake cluster');
  }

  async close(): Promise<void> {
    for (const watch of this.openWatches()) {
      watch.end();
    }
  }
}
