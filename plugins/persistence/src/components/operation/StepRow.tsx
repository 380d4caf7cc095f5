import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { OperationStep } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useSentences, useText } from '../../translation';
import { useElapsed } from '../useElapsed';
import { StepIcon, type StepState } from './StepIcon';
import { StepProgress } from './StepProgress';

const STATES: readonly StepState[] = [
  'waiting',
  'running',
  'done',
  'failed',
  'undone',
  'skipped',
];

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      gap: 'var(--bui-space-2)',
      alignItems: 'start',
    },
    words: { display: 'grid', gap: 'var(--bui-space-1)', minWidth: 0 },
    head: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 1fr) auto',
      alignItems: 'baseline',
      columnGap: 'var(--bui-space-3)',
    },
    state: { whiteSpace: 'nowrap' },
  },
  { name: 'PersistenceStepRow' },
);

/** One step: what it does, how far it has got and for how long, and what it waits for. */
export function StepRow({ step }: { step: OperationStep }) {
  const classes = useStyles();
  const t = useText();
  const { sentence, richSentence } = useSentences();
  const { title, progress, message } = step;
  const state = STATES.find(known => known === step.state) ?? 'unknown';
  const isCurrent = state === 'running';
  const isQuiet = state !== 'running' && state !== 'failed';

  return (
    <li className={classes.root} aria-current={isCurrent ? 'step' : undefined}>
      <StepIcon state={state} />
      <div className={classes.words}>
        <div className={classes.head}>
          <Text
            as="p"
            variant="body-medium"
            weight={isCurrent ? 'bold' : 'regular'}
            color={
              state === 'waiting' || state === 'skipped'
                ? 'secondary'
                : 'primary'
            }
          >
            {richSentence(title)}
          </Text>
          <Text
            variant="body-small"
            color="secondary"
            className={classes.state}
          >
            {step.startedAt && state !== 'waiting' ? (
              <Took
                state={state}
                since={step.startedAt}
                until={isCurrent ? undefined : (step.endedAt ?? step.startedAt)}
              />
            ) : (
              t(`operation.step.${state}`)
            )}
          </Text>
        </div>
        {isCurrent && progress && <StepProgress progress={progress} />}
        {message && state !== 'done' && (
          <Text
            as="p"
            variant="body-small"
            color={isQuiet ? 'secondary' : 'primary'}
          >
            {sentence(message)}
          </Text>
        )}
      </div>
    </li>
  );
}

function Took({
  state,
  since,
  until,
}: {
  state: StepState;
  since: string;
  until: string | undefined;
}) {
  const t = useText();
  const duration = useFormat().duration(useElapsed(since, until));

  return (
    <>
      {t('operation.stepTook', {
        state: t(`operation.step.${state}`),
        duration,
      })}
    </>
  );
}
