import type { Operation } from 'backstage-plugin-persistence-common';

/** States of operations that have ended; one that is being undone has, too. */
const ENDED: ReadonlySet<string> = new Set<Operation['state']>([
  'succeeded',
  'failed',
  'undoing',
  'undone',
  'cancelled',
  'needs-attention',
]);

/** Whether somebody is carrying it out, or will; also in states that this version does not know. */
export function isRunning({ state, endedAt }: Operation): boolean {
  return endedAt === undefined && !ENDED.has(state);
}
