import type { KubernetesObject, ObjectEvent } from '../model/objects';
import type { Resource } from '../model/Resource';
import type { Registry } from '../registry/Registry';

/** The watches of one controller, which end together. */
export class Subscriptions {
  readonly #registry: Registry;
  readonly #ends: Array<() => void> = [];

  static create(options: { registry: Registry }): Subscriptions {
    return new Subscriptions(options.registry);
  }

  private constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** Calls the listener at once for each object that exists (as `ADDED`), and then within each write. */
  on<T extends KubernetesObject>(
    resource: Resource<T>,
    listener: (event: ObjectEvent<T>) => void,
  ): void {
    this.#ends.push(this.#registry.watch(resource, listener));
    for (const object of this.#registry.list(resource)) {
      listener({ type: 'ADDED', object });
    }
  }

  /** Ends all watches. */
  stop(): void {
    for (const end of this.#ends.splice(0)) {
      end();
    }
  }
}
