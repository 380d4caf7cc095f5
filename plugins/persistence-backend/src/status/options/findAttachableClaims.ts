import type { Claim } from 'backstage-plugin-persistence-common';
import { assessClaim } from '../../assessment';
import { attachableClaims, type Situation } from '../../planning';

/** The claims of the entity that a workload may attach, and what is known of them. Those of others are not shown. */
export function findAttachableClaims(situation: Situation): Claim[] {
  const { view, facts, now } = situation;
  return attachableClaims(situation).map(claim =>
    assessClaim({ claim, view, facts, now }),
  );
}
