import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ClusterSource } from '../clusters/ClusterSource';
import type { Observation, ObservedCluster, ViewChange } from './Observation';
import { SourceObserver } from './SourceObserver';
import { systemClock, type Clock } from './watching/Clock';

/** Observes the clusters of all sources, each on its own: the trouble of one is no trouble of another. */
export class DefaultObservation implements Observation {
  static create(options: {
    sources: ClusterSource[];
    logger: LoggerService;
    /** Default: the real time. */
    clock?: Clock;
  }): DefaultObservation {
    return new DefaultObservation(options);
  }

  readonly #sources: ClusterSource[];
  readonly #logger: LoggerService;
  readonly #clock: Clock;
  readonly #listeners = new Set<(change: ViewChange) => void>();
  #observers: SourceObserver[] = [];
  /** The names of which more than one cluster was seen. */
  readonly #ambiguous = new Set<string>();

  private constructor(options: {
    sources: ClusterSource[];
    logger: LoggerService;
    clock?: Clock;
  }) {
    this.#sources = options.sources;
    this.#logger = options.logger;
    this.#clock = options.clock ?? systemClock;
  }

  clusters(): ObservedCluster[] {
    const clusters = new Map<string, ObservedCluster>();
    for (const cluster of this.#observers.flatMap(each => each.clusters())) {
      if (!clusters.has(cluster.name)) {
        clusters.set(cluster.name, cluster);
      } else if (!this.#ambiguous.has(cluster.name)) {
        this.#ambiguous.add(cluster.name);
        this.#logger.warn(
          `Several clusters are called '${cluster.name}'; only the first of them is used`,
        );
      }
    }
    return [...clusters.values()];
  }

  subscribe(listener: (change: ViewChange) => void): () => void {
    // The same function may listen twice
    const call = (change: ViewChange) => listener(change);
    this.#listeners.add(call);
    return () => {
      this.#listeners.delete(call);
    };
  }

  /** Begins to read; `clusters` says how far it has got. */
  async start(): Promise<void> {
    if (this.#observers.length === 0) {
      this.#observers = this.#sources.map(source =>
        SourceObserver.start({
          source,
          clock: this.#clock,
          logger: this.#logger,
          onChange: change => this.#publish(change),
        }),
      );
    }
  }

  async stop(): Promise<void> {
    this.#listeners.clear();
    await Promise.all(this.#observers.map(observer => observer.stop()));
  }

  #publish(change: ViewChange): void {
    for (const listener of this.#listeners) {
      try {
        listener(change);
      } catch (error) {
        this.#logger.error(
          `A listener failed at a change of cluster '${change.cluster}': ${stringifyError(error)}`,
        );
      }
    }
  }
}
