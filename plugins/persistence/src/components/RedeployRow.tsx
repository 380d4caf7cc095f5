import { useId } from 'react';
import { Button } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { keepDataOf, redeployOf } from '../assessment';
import { useText } from '../translation';
import { useEntityActions, useWorkloadOperation } from './actions';
import { ControlRow } from './ControlRow';
import { useReasonWords } from './useReason';

const useStyles = makeStyles(
  { button: { flexShrink: 0 } },
  { name: 'PersistenceRedeployRow' },
);

/** The button that restarts a workload, and why it cannot be pressed. Not while something is being done already. */
export function RedeployRow({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const classes = useStyles();
  const t = useText();
  const hintId = useId();
  const reasonWords = useReasonWords();
  const { ask } = useEntityActions();
  const { running } = useWorkloadOperation(assessment);
  const action = redeployOf(assessment);
  const workload = assessment.workload.name;

  if (!action || running) {
    return null;
  }
  const { allowed, reason } = action;
  // What stands beside the switch already is not said twice.
  const isSaid =
    reason !== undefined && reason.code === keepDataOf(assessment).reason?.code;
  const words =
    allowed || !reason ? t('redeploy.hint', { workload }) : reasonWords(reason);

  return (
    <ControlRow
      label={t('redeploy.label')}
      hint={isSaid ? undefined : words}
      hintId={hintId}
    >
      <Button
        className={classes.button}
        variant="secondary"
        isDisabled={!allowed}
        aria-describedby={isSaid ? undefined : hintId}
        onPress={() => ask({ kind: 'redeploy', workload: assessment })}
      >
        {t('redeploy.button')}
      </Button>
    </ControlRow>
  );
}
