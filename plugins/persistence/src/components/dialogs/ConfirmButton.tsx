import type { ReactNode } from 'react';
import ButtonBase from '@material-ui/core/ButtonBase';
import CircularProgress from '@material-ui/core/CircularProgress';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      gap: 'var(--bui-space-2)',
      minHeight: '2rem',
      padding: '0 var(--bui-space-3)',
      borderRadius: 'var(--bui-radius-2)',
      fontFamily: 'inherit',
      fontSize: 'var(--bui-font-size-3)',
      fontWeight: 600,
      whiteSpace: 'nowrap',
      color: 'var(--bui-accent-fg)',
      background: 'var(--bui-accent-bg)',
      '&:hover': { background: 'var(--bui-accent-bg-hover)' },
      '&:focus-visible': {
        outline: '2px solid var(--bui-ring)',
        outlineOffset: 2,
      },
      '&[aria-disabled="true"]': {
        color: 'var(--bui-fg-secondary)',
        background: 'var(--bui-bg-neutral-2)',
        cursor: 'not-allowed',
      },
    },
  },
  { name: 'PersistenceConfirmButton' },
);

/**
 * The button that does it. While it cannot be pressed it keeps the focus, so that nobody who uses a keyboard is thrown out of the dialog's
 * order, and `aria-describedby` says why.
 */
export function ConfirmButton({
  disabled,
  busy,
  describedBy,
  onPress,
  children,
}: {
  disabled: boolean;
  /** It was pressed, and the answer is awaited. */
  busy: boolean;
  describedBy?: string;
  onPress: () => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  const isOff = disabled || busy;

  return (
    <ButtonBase
      className={classes.root}
      disableRipple
      aria-disabled={isOff}
      aria-busy={busy}
      aria-describedby={describedBy}
      onClick={isOff ? undefined : onPress}
    >
      {busy && (
        <CircularProgress size="1em" color="inherit" aria-hidden="true" />
      )}
      {children}
    </ButtonBase>
  );
}
