import { useId } from 'react';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { useText } from '../translation';
import { ControlRow } from './ControlRow';
import { KeepDataSwitch } from './controls/KeepDataSwitch';
import { useKeepData } from './useKeepData';

/** The switch of a workload, with what keeps it from being moved. */
export function KeepDataRow({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const t = useText();
  const labelId = useId();
  const reasonId = useId();
  const { supported, words, ...position } = useKeepData(assessment);

  return (
    <ControlRow
      label={t('keepData.label')}
      labelId={labelId}
      hint={words}
      hintId={reasonId}
    >
      {supported && (
        <KeepDataSwitch
          {...position}
          aria-labelledby={labelId}
          aria-describedby={words ? reasonId : undefined}
        />
      )}
    </ControlRow>
  );
}
