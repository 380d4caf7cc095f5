import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Cluster } from '../clusters/Cluster';
import { project } from './projections';
import type { ClusterStore } from './store/ClusterStore';
import type { Clock } from './watching/Clock';
import { eventsTargetOf } from './watching/resources';
import { Reflector } from './watching/Reflector';

/** The last words come a little after things have settled. */
const LINGER_MS = 30_000;

/** Each watch holds a connection; namespaces beyond this wait for others to settle. */
const MOST_WATCHES = 50;

interface EventWatch {
  reflector: Reflector;
  uids: Set<string>;
  settledAt?: number;
}

/**
 * Watches what happens in the namespaces of a cluster where a claim or a rollout is not settled, and only there: a whole cluster's
 * events are far too many. Where they may not be read, nobody is told why, and nothing else changes.
 */
export class EventWatches {
  static create(options: {
    cluster: Cluster;
    store: ClusterStore;
    clock: Clock;
    logger: LoggerService;
    /** Called with the namespace in which something happened. */
    onChange: (namespace: string) => void;
  }): EventWatches {
    return new EventWatches(options);
  }

  readonly #cluster: Cluster;
  readonly #store: ClusterStore;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #onChange: (namespace: string) => void;
  readonly #watches = new Map<string, EventWatch>();
  readonly #stopping = new Set<Promise<void>>();
  #stopped = false;

  private constructor(options: {
    cluster: Cluster;
    store: ClusterStore;
    clock: Clock;
    logger: LoggerService;
    onChange: (namespace: string) => void;
  }) {
    this.#cluster = options.cluster;
    this.#store = options.store;
    this.#clock = options.clock;
    this.#logger = options.logger;
    this.#onChange = options.onChange;
  }

  /** Starts and ends watches as the namespaces need. To be called after changes, and now and then. */
  update(): void {
    if (this.#stopped) {
      return;
    }
    const unsettled = this.#store.unsettledNamespaces();
    for (const namespace of unsettled) {
      const watch = this.#watches.get(namespace);
      if (watch) {
        watch.settledAt = undefined;
      } else if (this.#watches.size < MOST_WATCHES) {
        this.#watches.set(namespace, this.#start(namespace));
      }
    }
    const now = this.#clock.now();
    for (const [namespace, watch] of this.#watches) {
      if (!unsettled.has(namespace)) {
        watch.settledAt ??= now;
        if (now - watch.settledAt >= LINGER_MS) {
          this.#end(namespace, watch);
        }
      }
    }
  }

  /** Breaks the streams, which are dead without knowing it. */
  reconnect(cause: Error): void {
    for (const { reflector } of this.#watches.values()) {
      reflector.reconnect(cause);
    }
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const { reflector } of this.#watches.values()) {
      this.#stopping.add(reflector.stop());
    }
    this.#watches.clear();
    await Promise.all(this.#stopping);
  }

  #start(namespace: string): EventWatch {
    const uids = new Set<string>();
    const reflector = Reflector.start({
      cluster: this.#cluster,
      target: eventsTargetOf(namespace),
      clock: this.#clock,
      logger: this.#logger,
      onState: () => {},
      sink: {
        put: object => {
          const event = project('events', object);
          if (!event) {
            return false;
          }
          uids.add(event.uid);
          if (this.#store.put('events', event)) {
            this.#onChange(namespace);
          }
          return true;
        },
        // A cluster forgets events after an hour, which changes nothing that anybody should hear of
        remove: uid => {
          uids.delete(uid);
          this.#store.remove('events', uid);
        },
      },
    });
    return { reflector, uids };
  }

  #end(namespace: string, { reflector, uids }: EventWatch): void {
    this.#watches.delete(namespace);
    const stopping = reflector.stop().finally(() => {
      this.#stopping.delete(stopping);
    });
    this.#stopping.add(stopping);
    for (const uid of uids) {
      this.#store.remove('events', uid);
    }
    this.#onChange(namespace);
  }
}
