import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      display: 'flex',
      justifyContent: 'space-between',
      alignItems: 'center',
      gap: 'var(--bui-space-3)',
    },
    words: { display: 'grid', gap: 'var(--bui-space-0_5)' },
  },
  { name: 'PersistenceControlRow' },
);

/** A control at the end of a line that says what it is and what is to be known of it. */
export function ControlRow({
  label,
  labelId,
  hint,
  hintId,
  children,
}: {
  label: string;
  labelId?: string;
  hint?: string;
  hintId: string;
  children: ReactNode;
}) {
  const classes = useStyles();

  return (
    <div className={classes.root}>
      <div className={classes.words}>
        <Text id={labelId} as="p" variant="body-medium" weight="bold">
          {label}
        </Text>
        {hint && (
          <Text id={hintId} as="p" variant="body-small" color="secondary">
            {hint}
          </Text>
        )}
      </div>
      {children}
    </div>
  );
}
