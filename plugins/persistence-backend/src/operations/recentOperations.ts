import type { Operation } from 'backstage-plugin-persistence-common';
import type { OperationStore } from './store';

/** How long a page shows what has ended. */
const SHOWN_MS = 60 * 60_000;

/** The operations of an entity that go on, or ended in the last hour. Newest first. */
export async function recentOperations(
  store: OperationStore,
  entityRef: string,
): Promise<Operation[]> {
  const stored = await store.recent({ entityRef, endedWithinMs: SHOWN_MS });
  return stored.map(({ operation }) => operation);
}
