import type { Operation } from 'backstage-plugin-persistence-common';

const STATES = [
  'queued',
  'waiting',
  'waiting-for-approval',
  'running',
  'cancelling',
] as const satisfies Operation['state'][];

/** The state of an operation that runs, as far as this version has words for it. */
export function stateWordOf({
  state,
}: Operation): (typeof STATES)[number] | 'unknown' {
  return STATES.find(known => known === state) ?? 'unknown';
}
