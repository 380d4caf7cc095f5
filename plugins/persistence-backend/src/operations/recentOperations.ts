import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Operation } from 'backstage-plugin-persistence-common';
import type { OperationStore } from './store';

/** How long a page shows what has ended. */
const SHOWN_MS = 60 * 60_000;

/** A page waits no longer for the database: what the clusters contain is known without it. */
const DEADLINE_MS = 3_000;

/**
 * The operations of an entity that go on, or ended in the last hour. Newest first. There seem to be none while the database does not
 * answer: then the log says so.
 */
export async function recentOperations(
  entityRef: string,
  options: {
    store: Pick<OperationStore, 'recent'>;
    logger: LoggerService;
    deadlineMs?: number;
  },
): Promise<Operation[]> {
  const { store, logger, deadlineMs = DEADLINE_MS } = options;
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`No answer within ${deadlineMs} ms`)),
      deadlineMs,
    );
  });
  try {
    const stored = await Promise.race([
      store.recent({ entityRef, endedWithinMs: SHOWN_MS }),
      tooLate,
    ]);
    return stored.map(({ operation }) => operation);
  } catch (error) {
    logger.warn(`The operations of ${entityRef} cannot be read`, {
      error: stringifyError(error),
    });
    return [];
  } finally {
    clearTimeout(timer);
  }
}
