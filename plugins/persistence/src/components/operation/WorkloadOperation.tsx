import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { useWorkloadOperation } from '../actions';
import { OperationOutcome } from './OperationOutcome';
import { OperationPanel } from './OperationPanel';

/** What is being done to a workload now, or how the last of it ended. */
export function WorkloadOperation({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const { running, ended } = useWorkloadOperation(assessment);
  const { workload } = assessment;

  if (running) {
    return (
      <OperationPanel
        key={running.operation.id}
        tracked={running}
        workload={workload}
      />
    );
  }
  return ended ? (
    <OperationOutcome
      key={ended.operation.id}
      operation={ended.operation}
      workload={workload}
    />
  ) : null;
}
