import type { Event } from 'kubernetes-types/core/v1';
import { keyOf, splitKey, type Stored } from '../model/objects';
import type { Registry } from '../registry/Registry';
import { events } from '../resources';
import type { Controller, ControllerContext } from './Controller';
import { Subscriptions } from './Subscriptions';
import { WorkQueue } from './WorkQueue';

const LIFETIME_MS = 60 * 60 * 1000;
const SWEEP = 'sweep';

/**
 * Deletes events an hour after they last happened, with one timer for all of them.
 *
 * @see https://kubernetes.io/docs/reference/command-line-tools-reference/kube-apiserver/ (`--event-ttl`)
 */
export class EventExpiry implements Controller {
  readonly #registry: Registry;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;
  /** When each event is due, in milliseconds since 1970. */
  readonly #due = new Map<string, number>();

  static create(context: ControllerContext): EventExpiry {
    return new EventExpiry(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#queue = WorkQueue.create({
      name: 'event-expiry',
      reconcile: () => this.#sweep(),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(events, ({ type, object }) => {
      const key = keyOf(object);
      this.#due.delete(key);
      if (type !== 'DELETED') {
        this.#due.set(key, lastTime(object) + LIFETIME_MS);
        if (this.#due.size === 1) {
          this.#queue.add(SWEEP);
        }
      }
    });
    this.#queue.add(SWEEP);
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #sweep(): void {
    const now = this.#registry.now().getTime();
    for (const [key, due] of this.#due) {
      if (due <= now) {
        const { namespace, name } = splitKey(key);
        this.#registry.delete(events, namespace, name);
      }
    }
    const next = Math.min(...this.#due.values());
    if (Number.isFinite(next)) {
      this.#queue.addAfter(SWEEP, next - now);
    }
  }
}

function lastTime(event: Stored<Event>): number {
  const time =
    event.series?.lastObservedTime ??
    event.lastTimestamp ??
    event.eventTime ??
    event.metadata.creationTimestamp;
  return Date.parse(time);
}
