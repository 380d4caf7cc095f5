import { useId, type ReactNode } from 'react';
import { Button, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';
import { ConfirmButton } from './ConfirmButton';

const useStyles = makeStyles(
  {
    root: {
      padding: 'var(--bui-space-3) var(--bui-space-5)',
      borderTop: '1px solid var(--bui-border-1)',
    },
    notes: { '&:not(:empty)': { marginBottom: 'var(--bui-space-3)' } },
    line: {
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'flex-end',
      alignItems: 'center',
      gap: 'var(--bui-space-2)',
    },
    // Room for a line from the beginning, so that the buttons stay where they are
    status: { flex: '1 1 10rem', minHeight: '1.25rem' },
    buttons: { display: 'flex', gap: 'var(--bui-space-2)' },
  },
  { name: 'PersistenceDialogFoot' },
);

/** The buttons, which always stay in sight, and why the one that does it cannot be pressed. */
export function DialogFoot({
  notes,
  status,
  confirm,
  disabled,
  busy,
  onConfirm,
  onClose,
}: {
  /** What became of the last try. */
  notes?: ReactNode;
  /** What keeps the button from being pressed; said to screen readers as it changes. */
  status: string;
  /** The words of the button. */
  confirm: string;
  disabled: boolean;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const classes = useStyles();
  const t = useText();
  const statusId = useId();

  return (
    <div className={classes.root}>
      <div role="alert" className={classes.notes}>
        {notes}
      </div>
      <div className={classes.line}>
        <div id={statusId} className={classes.status} role="status">
          <Text variant="body-small" color="secondary">
            {busy ? t('dialogs.asking') : status}
          </Text>
        </div>
        <div className={classes.buttons}>
          <Button variant="secondary" onPress={onClose}>
            {t('dialogs.cancel')}
          </Button>
          <ConfirmButton
            disabled={disabled}
            busy={busy}
            describedBy={statusId}
            onPress={onConfirm}
          >
            {confirm}
          </ConfirmButton>
        </div>
      </div>
    </div>
  );
}
