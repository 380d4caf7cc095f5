import type {
  Claim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';

/** The claims that a workload mounts, each once. */
export function claimsOf({ mounts }: WorkloadAssessment): Claim[] {
  const claims = new Map<string, Claim>();
  for (const { claim } of mounts) {
    if (claim && !claims.has(claim.name)) {
      claims.set(claim.name, claim);
    }
  }
  return [...claims.values()];
}
