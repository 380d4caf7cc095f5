/**
 * The channel of signals that tell open pages of an entity to fetch again. The payload is a {@link PersistenceSignal}.
 *
 * @param entityRef - a full reference, for example `component:default/guestbook`
 * @public
 */
export function signalChannelOf(entityRef: string): string {
  return `persistence:${entityRef}`;
}

/**
 * Says that something changed, and nothing else: any user may subscribe.
 *
 * @public
 */
export interface PersistenceSignal {
  /** Grows with every signal of a backend. */
  version: number;
}
