import type {
  Finding,
  ShelvedClaim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';

/** A workload that a volume could go to, and why it cannot go there now. */
export interface Home {
  workload: WorkloadAssessment;
  allowed: boolean;
  reason?: Finding;
}

/** The workloads beside a claim: volumes cannot leave their namespace. */
export function homesOf(
  { cluster, namespace }: ShelvedClaim,
  workloads: WorkloadAssessment[],
): Home[] {
  return workloads.flatMap(workload => {
    const action = workload.actions.find(({ intent }) => intent === 'attach');
    const isBeside =
      workload.workload.cluster === cluster &&
      workload.workload.namespace === namespace;
    return action && isBeside
      ? [{ workload, allowed: action.allowed, reason: action.reason }]
      : [];
  });
}
