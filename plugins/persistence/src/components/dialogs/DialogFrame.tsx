import { useId, type ReactNode } from 'react';
import { BgProvider, Button, Text } from '@backstage/ui';
import Dialog from '@material-ui/core/Dialog';
import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../translation';

const useStyles = makeStyles(
  {
    paper: {
      margin: 'var(--bui-space-4)',
      width: '100%',
      maxWidth: '38rem',
      maxHeight: 'calc(100% - var(--bui-space-8))',
      borderRadius: 'var(--bui-radius-4)',
      border: '1px solid var(--bui-border-1)',
      background: 'var(--bui-bg-neutral-1)',
      backgroundImage: 'none',
      color: 'var(--bui-fg-primary)',
      fontFamily: 'inherit',
      '@media (max-width: 37.5rem)': {
        margin: 0,
        maxWidth: 'none',
        height: '100%',
        maxHeight: 'none',
        border: 0,
        borderRadius: 0,
      },
    },
    head: {
      padding: 'var(--bui-space-4) var(--bui-space-5)',
      borderBottom: '1px solid var(--bui-border-1)',
      display: 'grid',
      gap: 'var(--bui-space-1)',
    },
    body: { overflowY: 'auto', flex: '1 1 auto' },
    foot: {
      padding: 'var(--bui-space-3) var(--bui-space-5)',
      borderTop: '1px solid var(--bui-border-1)',
      display: 'grid',
      gap: 'var(--bui-space-3)',
    },
    buttons: {
      display: 'flex',
      justifyContent: 'flex-end',
      alignItems: 'center',
      gap: 'var(--bui-space-2)',
    },
  },
  { name: 'PersistenceDialogFrame' },
);

/** What a dialog shows around its own. */
export interface DialogFrameProps {
  open: boolean;
  title: string;
  /** Which workload it is about, quieter. */
  place?: string;
  children: ReactNode;
  /** What stands above the buttons. */
  notes?: ReactNode;
  /** The button that does it. */
  confirm: ReactNode;
  onClose: () => void;
}

/** A dialog: title, parts that scroll, and the buttons, which always stay in sight. It keeps the focus inside and gives it back. */
export function DialogFrame(props: DialogFrameProps) {
  const { open, title, place, children, notes, confirm, onClose } = props;
  const classes = useStyles();
  const t = useText();
  const titleId = useId();

  return (
    <Dialog
      open={open}
      onClose={onClose}
      aria-labelledby={titleId}
      classes={{ paper: classes.paper }}
    >
      <BgProvider bg="neutral-1">
        <div className={classes.head}>
          <Text id={titleId} as="h2" variant="title-x-small" weight="bold">
            {title}
          </Text>
          {place && (
            <Text as="p" variant="body-small" color="secondary">
              {place}
            </Text>
          )}
        </div>
        <div className={classes.body}>{children}</div>
        <div className={classes.foot}>
          {notes}
          <div className={classes.buttons}>
            <Button variant="secondary" size="medium" onPress={onClose}>
              {t('dialogs.cancel')}
            </Button>
            {confirm}
          </div>
        </div>
      </BgProvider>
    </Dialog>
  );
}
