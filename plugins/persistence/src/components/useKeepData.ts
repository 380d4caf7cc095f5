import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { keepDataOf } from '../assessment';
import { activityOf } from '../operations';
import { useText } from '../translation';
import { useEntityActions, useWorkloadOperation } from './actions';
import { useReason } from './useReason';

/** The switch of a workload: where it stands, whether it can be moved, and what stands beside it. */
export function useKeepData(assessment: WorkloadAssessment) {
  const t = useText();
  const reasonOf = useReason();
  const { ask } = useEntityActions();
  const { running } = useWorkloadOperation(assessment);
  const { on, supported, allowed } = keepDataOf(assessment);
  const reason = reasonOf(assessment);

  return {
    supported,
    checked: on,
    disabled: !allowed || running !== undefined,
    busy: running !== undefined,
    /** What goes on, or why it cannot be moved; empty where it can. */
    words: running ? t(`activity.${activityOf(running.operation)}`) : reason,
    onMove: () => ask({ kind: on ? 'stop' : 'keep', workload: assessment }),
  };
}
