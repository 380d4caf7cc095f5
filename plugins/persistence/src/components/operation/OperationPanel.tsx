import { useEffect, useRef } from 'react';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { WorkloadRef } from 'backstage-plugin-persistence-common';
import type { TrackedOperation } from '../../data';
import { useFormat } from '../../formatting';
import { activityOf, mayCancel } from '../../operations';
import { useText } from '../../translation';
import { Actor } from '../Actor';
import { useEntityActions } from '../actions';
import { Banner } from '../controls/Banner';
import { Time } from '../controls/Time';
import { useElapsed } from '../useElapsed';
import { useNow } from '../useNow';
import { CancelOperation } from './CancelOperation';
import { OperationSteps } from './OperationSteps';
import { stateWordOf } from './stateWordOf';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gap: 'var(--bui-space-4)',
      borderRadius: 'var(--bui-radius-3)',
      '&:focus': { outline: 'none' },
      '&:focus-visible': {
        outline: '2px solid var(--bui-accent-bg)',
        outlineOffset: 'var(--bui-space-1)',
      },
    },
  },
  { name: 'PersistenceOperationPanel' },
);

/** An operation that runs: what it is, for how long, its steps, and the way to stop it. */
export function OperationPanel({
  tracked,
  workload,
}: {
  tracked: TrackedOperation;
  workload: WorkloadRef;
}) {
  const classes = useStyles();
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { begunHere } = useEntityActions();
  const { operation, problem, heardAt } = tracked;
  const { id, state, actor, startedAt, createdAt, undoOf, steps } = operation;
  const elapsed = useElapsed(startedAt ?? createdAt);
  const panel = useRef<HTMLDivElement>(null);
  const focuses = begunHere(id);

  useEffect(() => {
    if (focuses) {
      // The switch that had the focus before the dialog cannot have it any more
      panel.current?.focus();
    }
  }, [focuses]);

  return (
    <div
      ref={panel}
      className={classes.root}
      role="group"
      aria-label={t('operation.label', { workload: workload.name })}
      tabIndex={-1}
    >
      <Banner
        tone={state === 'waiting' ? 'warning' : 'calm'}
        title={
          <Text as="p" variant="body-large" weight="bold">
            {t(`operation.title.${undoOf ? 'undoing' : activityOf(operation)}`)}
          </Text>
        }
      >
        <Text as="p" variant="body-small" color="secondary">
          {t(`operation.state.${stateWordOf(operation)}`)}{' '}
          {t('operation.elapsed', { duration: format.duration(elapsed) })}{' '}
          {t('operation.begunBy', { who: <Actor name={actor.ref} /> })}
        </Text>
        {problem && (
          <Text as="p" variant="body-small">
            {t('operation.silent', {
              when: <Time at={heardAt.toISOString()} now={now} />,
            })}
          </Text>
        )}
      </Banner>
      <OperationSteps steps={steps} />
      {mayCancel(operation) && <CancelOperation operation={operation} />}
    </div>
  );
}
