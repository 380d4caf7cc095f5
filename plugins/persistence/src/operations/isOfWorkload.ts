import type {
  Operation,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { claimsOf, keyOf } from '../assessment';

/** Whether an operation is about a workload, or about a volume that it uses. */
export function isOfWorkload(
  { target }: Operation,
  assessment: WorkloadAssessment,
): boolean {
  if ('workload' in target) {
    return keyOf(target.workload) === keyOf(assessment.workload);
  }
  const { cluster, namespace, name } = target.claim;
  return claimsOf(assessment).some(
    claim =>
      claim.cluster === cluster &&
      claim.namespace === namespace &&
      claim.name === name,
  );
}
