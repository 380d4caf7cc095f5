import type { Operation } from 'backstage-plugin-persistence-common';

/** The name of the claim that an operation puts to use or takes away, where it has been chosen. */
export function claimOf({ plan, target }: Operation): string | undefined {
  const { intent } = plan;
  if (intent.kind === 'attach') {
    const { claim = {} } = intent;
    if ('existing' in claim) {
      return claim.existing;
    }
    return 'name' in claim ? claim.name : undefined;
  }
  if ('claim' in intent) {
    return intent.claim;
  }
  return 'claim' in target ? target.claim.name : undefined;
}
