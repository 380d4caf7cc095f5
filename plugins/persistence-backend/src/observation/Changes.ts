import type { ViewChange } from './Observation';
import type { Clock } from './watching/Clock';

/** Long enough to take what belongs together as one, short enough for nobody to wait for it. */
const COALESCE_MS = 20;

/** Collects the changes of one cluster and passes them on together. */
export class Changes {
  static create(options: {
    cluster: string;
    clock: Clock;
    onChange: (change: ViewChange) => void;
  }): Changes {
    return new Changes(options);
  }

  readonly #cluster: string;
  readonly #clock: Clock;
  readonly #onChange: (change: ViewChange) => void;
  readonly #stopped = new AbortController();
  #namespaces: Set<string> | 'all' | undefined;

  private constructor(options: {
    cluster: string;
    clock: Clock;
    onChange: (change: ViewChange) => void;
  }) {
    this.#cluster = options.cluster;
    this.#clock = options.clock;
    this.#onChange = options.onChange;
  }

  /** @param namespace - undefined for an object outside namespaces, or the cluster itself */
  add(namespace: string | undefined): void {
    if (this.#namespaces === undefined) {
      this.#namespaces = new Set();
      void this.#passOn();
    }
    if (namespace === undefined) {
      this.#namespaces = 'all';
    } else if (this.#namespaces !== 'all') {
      this.#namespaces.add(namespace);
    }
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #passOn(): Promise<void> {
    const { signal } = this.#stopped;
    await this.#clock.sleep(COALESCE_MS, signal);
    const namespaces = this.#namespaces;
    this.#namespaces = undefined;
    if (namespaces !== undefined && !signal.aborted) {
      this.#onChange({ cluster: this.#cluster, namespaces });
    }
  }
}
