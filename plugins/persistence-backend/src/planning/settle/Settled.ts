import type { Finding } from 'backstage-plugin-persistence-common';

/** A field of an intent with its default filled in, or why it cannot be settled. */
export type Settled<T> =
  | { value: T; blockers: readonly Finding[] }
  | { value?: undefined; blockers: readonly [Finding, ...Finding[]] };

/** A field that is settled. */
export function settled<T>(value: T): Settled<T> {
  return { value, blockers: [] };
}

/** A field that cannot be settled. */
export function unsettled(
  ...blockers: [Finding, ...Finding[]]
): Settled<never> {
  return { blockers };
}
