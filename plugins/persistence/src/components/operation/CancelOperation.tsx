import { Button } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-persistence-common';
import { useCancel } from '../../data';
import { useText } from '../../translation';
import { useEntityActions } from '../actions';
import { ToneText } from '../controls/ToneText';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      justifyContent: 'space-between',
      gap: 'var(--bui-space-2)',
    },
    words: { flex: '1 1 12rem', minWidth: 0 },
  },
  { name: 'PersistenceCancelOperation' },
);

/** The button that stops an operation, and why that was refused. */
export function CancelOperation({ operation }: { operation: Operation }) {
  const classes = useStyles();
  const t = useText();
  const { follow } = useEntityActions();
  const { asking, refusal, cancel } = useCancel(operation.id, follow);

  return (
    <div className={classes.root}>
      <div className={classes.words} role="alert">
        {refusal && (
          <ToneText tone="warning">
            {t(`operation.cancelRefused.${refusal.kind}`)}
          </ToneText>
        )}
      </div>
      <Button variant="secondary" isDisabled={asking} onPress={cancel}>
        {t(asking ? 'operation.cancelling' : 'operation.cancel')}
      </Button>
    </div>
  );
}
