import { useId, type ReactNode } from 'react';
import { BgProvider, Text } from '@backstage/ui';
import Dialog from '@material-ui/core/Dialog';
import { makeStyles } from '@material-ui/core/styles';

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
      boxShadow: '0 16px 48px rgb(0 0 0 / 0.3)',
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
      display: 'grid',
      gap: 'var(--bui-space-1)',
      padding: 'var(--bui-space-4) var(--bui-space-5)',
      borderBottom: '1px solid var(--bui-border-1)',
    },
  },
  { name: 'PersistenceDialogFrame' },
);

/** A dialog with its title. It keeps the focus inside and gives it back; what is inside begins anew each time it opens. */
export function DialogFrame({
  open,
  title,
  place,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  /** What it is about in the cluster, quieter. */
  place?: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const classes = useStyles();
  const titleId = useId();
  const placeId = useId();

  return (
    <Dialog
      open={open}
      onClose={onClose}
      aria-labelledby={titleId}
      aria-describedby={place ? placeId : undefined}
      classes={{ paper: classes.paper }}
    >
      <BgProvider bg="neutral-1">
        <div className={classes.head}>
          <Text id={titleId} as="h2" variant="title-x-small" weight="bold">
            {title}
          </Text>
          {place && (
            <Text id={placeId} as="p" variant="body-small" color="secondary">
              {place}
            </Text>
          )}
        </div>
        {children}
      </BgProvider>
    </Dialog>
  );
}
