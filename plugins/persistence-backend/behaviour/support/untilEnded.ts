import type { Operation } from 'backstage-plugin-persistence-common';
import { eventually } from '../../src/clusters/testing';

/** How long a cluster gets to do what it promised, unless told otherwise. */
export const PATIENCE_MS = 60_000;

/** Waits for the end of an operation, whichever it is. */
export function untilEnded(look: () => Promise<Operation>): Promise<Operation> {
  return eventually(async () => {
    const operation = await look();
    expect(operation).toHaveProperty('endedAt');
    return operation;
  }, PATIENCE_MS);
}
