import { useId } from 'react';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { useText } from '../translation';
import { KeepDataSwitch } from './controls/KeepDataSwitch';
import { useKeepData } from './useKeepData';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: 'var(--bui-space-3)',
    },
    words: { display: 'grid', gap: 'var(--bui-space-0_5)' },
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
  const labelId = useId();
  const reasonId = useId();
  const { supported, words, ...position } = useKeepData(assessment);

  return (
    <div className={classes.root}>
      <div className={classes.words}>
        <Text id={labelId} as="p" variant="body-medium" weight="bold">
          {t('keepData.label')}
        </Text>
        {words && (
          <Text id={reasonId} as="p" variant="body-small" color="secondary">
            {words}
          </Text>
        )}
      </div>
      {supported && (
        <KeepDataSwitch
          {...position}
          aria-labelledby={labelId}
          aria-describedby={words ? reasonId : undefined}
        />
      )}
    </div>
  );
}
