import { useId } from 'react';
import { Text, VisuallyHidden } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { keepDataOf } from '../assessment';
import { useSentences, useText } from '../translation';
import { KeepDataSwitch } from './controls/KeepDataSwitch';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: 'var(--bui-space-3)',
    },
  },
  { name: 'PersistenceKeepDataRow' },
);

/** The switch of a workload, with what keeps it from being moved. */
export function KeepDataRow({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const classes = useStyles();
  const t = useText();
  const { sentence, remedy } = useSentences();
  const labelId = useId();
  const reasonId = useId();
  const { on, supported, reason } = keepDataOf(assessment);
  const { kind, name } = assessment.workload;

  let why: string = t('keepData.notOffered');
  if (!supported) {
    why = t('keepData.unsupportedKind', { kind });
  } else if (reason) {
    why = [
      sentence(reason),
      remedy(reason),
      reason.askWhom && t('keepData.askWhom', { whom: reason.askWhom }),
    ]
      .filter(Boolean)
      .join(' ');
  }

  return (
    <div className={classes.root}>
      <div>
        <Text as="p" variant="body-medium" weight="bold" aria-hidden>
          {t('keepData.label')}
        </Text>
        <VisuallyHidden id={labelId}>
          {t('keepData.labelOf', { workload: name })}
        </VisuallyHidden>
        <Text id={reasonId} as="p" variant="body-small" color="secondary">
          {why}
        </Text>
      </div>
      <KeepDataSwitch
        checked={on}
        disabled
        labelId={labelId}
        reasonId={reasonId}
      />
    </div>
  );
}
