import { useEffect, useRef, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { useEntityActions } from '../actions';

const useStyles = makeStyles(
  {
    root: {
      borderRadius: 'var(--bui-radius-3)',
      '&:focus': { outline: 'none' },
      '&:focus-visible': {
        outline: '2px solid var(--bui-accent-bg)',
        outlineOffset: 'var(--bui-space-1)',
      },
    },
  },
  { name: 'PersistenceOperationFrame' },
);

/** Around an operation, from its beginning to its outcome: it has the focus where a person began it, and keeps it when it has ended. */
export function OperationFrame({
  id,
  label,
  children,
}: {
  id: string;
  label: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const { begunHere } = useEntityActions();
  const frame = useRef<HTMLDivElement>(null);
  const focuses = begunHere(id);

  useEffect(() => {
    if (focuses) {
      // The switch that had the focus before the dialog cannot have it any more
      frame.current?.focus();
    }
  }, [focuses]);

  return (
    <div
      ref={frame}
      className={classes.root}
      role="group"
      aria-label={label}
      tabIndex={-1}
    >
      {children}
    </div>
  );
}
