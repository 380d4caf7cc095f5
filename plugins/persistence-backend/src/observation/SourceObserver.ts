import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Cluster } from '../clusters/Cluster';
import type { ClusterSource } from '../clusters/ClusterSource';
import { ClusterObserver } from './ClusterObserver';
import type { ObservedCluster, ViewChange } from './Observation';
import { ClusterStore } from './store/ClusterStore';
import { Backoff } from './watching/Backoff';
import type { Clock } from './watching/Clock';

/** A source that takes longer does not answer. */
const ANSWER_MS = 30_000;

/** Observes the clusters of one source, as they come and go. */
export class SourceObserver {
  static start(options: {
    source: ClusterSource;
    clock: Clock;
    logger: LoggerService;
    onChange: (change: ViewChange) => void;
  }): SourceObserver {
    const observer = new SourceObserver(options);
    observer.#running = observer.#run();
    return observer;
  }

  readonly #source: ClusterSource;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #onChange: (change: ViewChange) => void;
  readonly #stopped = new AbortController();
  readonly #backoff: Backoff;
  #running: Promise<void> = Promise.resolve();
  #observers: ClusterObserver[] = [];
  /** What is shown until the source has answered once. */
  #placeholder: ObservedCluster | undefined;

  private constructor(options: {
    source: ClusterSource;
    clock: Clock;
    logger: LoggerService;
    onChange: (change: ViewChange) => void;
  }) {
    this.#source = options.source;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
    this.#backoff = Backoff.create(options.clock);
    this.#placeholder = this.#createPlaceholder({ state: 'syncing' });
  }

  /** In the order of the source; a source that never answered is shown as a cluster of its own name. */
  clusters(): ObservedCluster[] {
    return this.#placeholder ? [this.#placeholder] : this.#observers;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
    await Promise.all(this.#observers.map(observer => observer.stop()));
    await this.#source.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const waitMs = await this.#refresh();
      if (waitMs === undefined) {
        return;
      }
      await this.#clock.sleep(waitMs, signal);
    }
  }

  /** When to ask again; undefined for never. */
  async #refresh(): Promise<number | undefined> {
    const { name, refreshMs } = this.#source;
    try {
      const clusters = await this.#ask();
      this.#backoff.reset();
      if (!this.#stopped.signal.aborted) {
        this.#observe(clusters);
      }
      return refreshMs;
    } catch (error) {
      if (this.#placeholder && !this.#stopped.signal.aborted) {
        const message = `Does not answer: ${stringifyError(error)}`;
        if (this.#placeholder.status().message !== message) {
          this.#logger.warn(
            `The clusters of '${name}' are unknown: ${message}`,
          );
          this.#placeholder = this.#createPlaceholder({
            state: 'unreachable',
            message,
          });
          this.#onChange({ cluster: name, namespaces: 'all' });
        }
      }
      return this.#backoff.next();
    }
  }

  async #ask(): Promise<Cluster[]> {
    const answered = new AbortController();
    const { signal } = this.#stopped;
    const end = () => answered.abort();
    signal.addEventListener('abort', end, { once: true });
    const deadline = async (): Promise<never> => {
      await this.#clock.sleep(ANSWER_MS, answered.signal);
      throw new Error(`no answer within ${ANSWER_MS / 1000} seconds`);
    };
    try {
      return await Promise.race([this.#source.clusters(), deadline()]);
    } finally {
      signal.removeEventListener('abort', end);
      end();
    }
  }

  /** Keeps what is known of clusters that are still there. */
  #observe(clusters: Cluster[]): void {
    const gone = new Set(this.#observers);
    const changed = new Set<string>();
    if (this.#placeholder) {
      changed.add(this.#placeholder.name);
      this.#placeholder = undefined;
    }
    this.#observers = clusters.map(cluster => {
      const known = this.#observers.find(each => each.observes(cluster));
      if (known) {
        gone.delete(known);
        return known;
      }
      changed.add(cluster.name);
      return ClusterObserver.start({
        cluster,
        clock: this.#clock,
        logger: this.#logger,
        onChange: this.#onChange,
      });
    });
    for (const observer of gone) {
      changed.add(observer.name);
      observer.stop().catch(error => {
        this.#logger.warn(
          `Could not stop observing cluster '${observer.name}': ${stringifyError(error)}`,
        );
      });
    }
    for (const cluster of changed) {
      this.#onChange({ cluster, namespaces: 'all' });
    }
  }

  #createPlaceholder(status: {
    state: 'syncing' | 'unreachable';
    message?: string;
  }): ObservedCluster {
    const { name } = this.#source;
    return {
      name,
      view: ClusterStore.create({ cluster: name, readOnly: true }),
      status: () => ({ name, ...status }),
    };
  }
}
