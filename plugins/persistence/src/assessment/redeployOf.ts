import type {
  WorkloadAction,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';

/** Whether a workload may be restarted, and why not; undefined for kinds that are only shown. */
export function redeployOf({
  actions,
}: WorkloadAssessment): WorkloadAction | undefined {
  return actions.find(({ intent }) => intent === 'redeploy');
}
