import { makeStyles } from '@material-ui/core/styles';
import type { OperationStep } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';
import { StepRow } from './StepRow';

const useStyles = makeStyles(
  {
    root: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: 'var(--bui-space-3)',
    },
  },
  { name: 'PersistenceOperationSteps' },
);

/** What is done, in order, and how far it has got. */
export function OperationSteps({ steps }: { steps: OperationStep[] }) {
  const classes = useStyles();
  const t = useText();

  if (steps.length === 0) {
    return null;
  }
  return (
    <ol className={classes.root} aria-label={t('operation.steps')}>
      {steps.map((step, index) => (
        <StepRow key={index} step={step} />
      ))}
    </ol>
  );
}
