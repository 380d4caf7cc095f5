import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';
import { useWorkloadOperation } from '../actions';
import { OperationFrame } from './OperationFrame';
import { OperationOutcome } from './OperationOutcome';
import { OperationPanel } from './OperationPanel';

/** What is being done to a workload now, or how the last of it ended. */
export function WorkloadOperation({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const t = useText();
  const { running, ended } = useWorkloadOperation(assessment);
  const { workload } = assessment;
  const shown = running ?? ended;

  if (!shown) {
    return null;
  }
  const { id } = shown.operation;
  const label = running ? 'operation.label' : 'outcome.label';
  return (
    <OperationFrame
      key={id}
      id={id}
      label={t(label, { workload: workload.name })}
    >
      {running ? (
        <OperationPanel tracked={running} />
      ) : (
        <OperationOutcome operation={shown.operation} workload={workload} />
      )}
    </OperationFrame>
  );
}
