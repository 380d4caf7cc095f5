import { useId, type ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gap: 'var(--bui-space-3)',
      padding: 'var(--bui-space-4) var(--bui-space-5)',
      minWidth: 0,
      '& + &': { borderTop: '1px solid var(--bui-border-1)' },
    },
    title: {
      textTransform: 'uppercase',
      letterSpacing: '0.06em',
      fontSize: 'var(--bui-font-size-2)',
    },
  },
  { name: 'PersistenceDialogPart' },
);

/** One of a dialog's parts. */
export function DialogPart({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  const titleId = useId();

  return (
    <section className={classes.root} aria-labelledby={titleId}>
      <Text
        id={titleId}
        as="h3"
        variant="body-small"
        weight="bold"
        color="secondary"
        className={classes.title}
      >
        {title}
      </Text>
      {children}
    </section>
  );
}
