import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { TrackedOperation } from '../../data';
import { useFormat } from '../../formatting';
import { activityOf, mayCancel } from '../../operations';
import { useText } from '../../translation';
import { Actor } from '../Actor';
import { Banner } from '../controls/Banner';
import { Time } from '../controls/Time';
import { useElapsed } from '../useElapsed';
import { useNow } from '../useNow';
import { CancelOperation } from './CancelOperation';
import { OperationSteps } from './OperationSteps';
import { stateWordOf } from './stateWordOf';

const useStyles = makeStyles(
  { root: { display: 'grid', gap: 'var(--bui-space-4)' } },
  { name: 'PersistenceOperationPanel' },
);

/** An operation that runs: what it is, for how long, its steps, and the way to stop it. */
export function OperationPanel({ tracked }: { tracked: TrackedOperation }) {
  const classes = useStyles();
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { operation, problem, heardAt } = tracked;
  const { state, actor, startedAt, createdAt, undoOf, steps } = operation;
  const elapsed = useElapsed(startedAt ?? createdAt);

  return (
    <div className={classes.root}>
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
