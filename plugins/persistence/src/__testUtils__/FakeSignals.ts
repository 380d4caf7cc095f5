import type { SignalApi } from '@backstage/plugin-signals-react';

/** Signals that a test sends itself. */
export class FakeSignals implements SignalApi {
  readonly #subscribers = new Map<string, Set<(message: never) => void>>();

  subscribe<TMessage>(channel: string, onMessage: (message: TMessage) => void) {
    const subscribers = this.#subscribers.get(channel) ?? new Set();
    this.#subscribers.set(channel, subscribers);
    subscribers.add(onMessage);
    return { unsubscribe: () => void subscribers.delete(onMessage) };
  }

  /** @returns how many heard it */
  send(channel: string, message: object): number {
    const subscribers = this.#subscribers.get(channel) ?? new Set();
    for (const subscriber of subscribers) {
      subscriber(message as never);
    }
    return subscribers.size;
  }
}
