import type { Claim } from '../observation/view';
import type { Situation } from './PlanDraft';
import { settleExistingClaim } from './settle/existingClaim';

/** The claims that a workload may attach: by the same rule that a plan is refused by. */
export function attachableClaims(situation: Situation): Claim[] {
  const { ownClaims, workload } = situation;
  return ownClaims.filter(
    ({ namespace, name }) =>
      namespace === workload.namespace &&
      settleExistingClaim(name, situation).value !== undefined,
  );
}
