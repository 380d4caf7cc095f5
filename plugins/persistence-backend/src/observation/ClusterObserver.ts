import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterState,
  ClusterStatus,
} from 'backstage-plugin-persistence-common';
import type { Cluster } from '../clusters/Cluster';
import { Changes } from './Changes';
import { clusterStatusOf } from './clusterStatus';
import { EventWatches } from './EventWatches';
import type { ObservedCluster, ViewChange } from './Observation';
import { project } from './projections';
import { ClusterStore } from './store/ClusterStore';
import type { ClusterView, ObservedResource } from './view';
import type { Clock } from './watching/Clock';
import { Heartbeat } from './watching/Heartbeat';
import { OBSERVED_RESOURCES, targetOf } from './watching/resources';
import { Reflector, type ReflectorState } from './watching/Reflector';
import type { ObjectSink } from './watching/TrackedObjects';

/** How often it is looked for what only time changes. */
const TICK_MS = 1_000;

const LEVELS = {
  ok: 'info',
  'read-only': 'info',
  syncing: 'info',
  stale: 'warn',
  forbidden: 'warn',
  unreachable: 'warn',
} as const satisfies Record<ClusterState, 'info' | 'warn'>;

/** Observes one cluster. */
export class ClusterObserver implements ObservedCluster {
  static start(options: {
    cluster: Cluster;
    clock: Clock;
    logger: LoggerService;
    onChange: (change: ViewChange) => void;
  }): ClusterObserver {
    const observer = new ClusterObserver(options);
    observer.#start();
    return observer;
  }

  readonly name: string;
  readonly cluster: Cluster;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #store: ClusterStore;
  readonly #changes: Changes;
  readonly #events: EventWatches;
  readonly #reflectors: Reflector[] = [];
  readonly #states = new Map<ObservedResource, ReflectorState>(
    OBSERVED_RESOURCES.map(resource => [
      resource,
      { synced: false, forbidden: false },
    ]),
  );
  #heartbeat: Heartbeat | undefined;
  readonly #stopped = new AbortController();
  /** What was last told of the status. */
  #told = '';

  private constructor(options: {
    cluster: Cluster;
    clock: Clock;
    logger: LoggerService;
    onChange: (change: ViewChange) => void;
  }) {
    const { cluster, clock, logger } = options;
    this.name = cluster.name;
    this.cluster = cluster;
    this.#clock = clock;
    this.#logger = logger;
    this.#store = ClusterStore.create({
      cluster: cluster.name,
      readOnly: cluster.readOnly,
    });
    this.#changes = Changes.create({
      cluster: cluster.name,
      clock,
      onChange: change => {
        this.#events.update();
        options.onChange(change);
      },
    });
    this.#events = EventWatches.create({
      cluster,
      store: this.#store,
      clock,
      logger,
      onChange: namespace => this.#changes.add(namespace),
    });
  }

  get view(): ClusterView {
    return this.#store;
  }

  /** Whether this is the one that it observes. */
  observes(cluster: Cluster): boolean {
    return this.cluster === cluster;
  }

  status(): ClusterStatus {
    return clusterStatusOf({
      name: this.name,
      readOnly: this.cluster.readOnly,
      states: this.#states,
      heardAt: this.#store.heardAt,
      now: this.#clock.now(),
    });
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#changes.stop();
    await Promise.all([
      this.#heartbeat?.stop(),
      this.#events.stop(),
      ...this.#reflectors.map(reflector => reflector.stop()),
    ]);
  }

  #start(): void {
    for (const resource of OBSERVED_RESOURCES) {
      const reflector = Reflector.start({
        cluster: this.cluster,
        target: targetOf(resource),
        sink: this.#sinkOf(resource),
        clock: this.#clock,
        logger: this.#logger,
        onState: state => {
          const recovers =
            this.#states.get(resource)?.failure && !state.failure;
          this.#states.set(resource, state);
          this.#store.setKnown(resource, state.synced);
          this.#tellStatus();
          if (recovers) {
            for (const other of this.#reflectors) {
              other.retry();
            }
          }
        },
        onHeard: at => this.#store.setHeardAt(at),
      });
      this.#reflectors.push(reflector);
    }
    if (!this.cluster.resumesWatches) {
      this.#heartbeat = Heartbeat.start({
        cluster: this.cluster,
        clock: this.#clock,
        heardAt: () => this.#store.heardAt,
        onAlive: () => this.#store.setHeardAt(this.#clock.now()),
        onLost: error => {
          for (const reflector of this.#reflectors) {
            reflector.reconnect(error);
          }
          this.#events.reconnect(error);
        },
      });
    }
    void this.#tick();
  }

  #sinkOf(resource: ObservedResource): ObjectSink {
    return {
      put: object => {
        const projection = project(resource, object);
        if (projection && this.#store.put(resource, projection)) {
          this.#changed(projection);
        }
        return projection !== undefined;
      },
      remove: uid => {
        const projection = this.#store.remove(resource, uid);
        if (projection) {
          this.#changed(projection);
        }
      },
    };
  }

  #changed(object: object): void {
    const namespace = 'namespace' in object ? object.namespace : undefined;
    this.#changes.add(typeof namespace === 'string' ? namespace : undefined);
  }

  async #tick(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      await this.#clock.sleep(TICK_MS, signal);
      if (!signal.aborted) {
        this.#tellStatus();
        this.#events.update();
      }
    }
  }

  #tellStatus(): void {
    const { state, message } = this.status();
    const told = `${state} ${message}`;
    if (told !== this.#told) {
      this.#told = told;
      const level = LEVELS[state];
      this.#logger[level](
        `Cluster '${this.name}' is ${state}${message ? `: ${message}` : ''}`,
      );
      this.#changes.add(undefined);
    }
  }
}
