import { useId, useState, type ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import ExpandIcon from '@material-ui/icons/ExpandMore';

const useStyles = makeStyles(
  {
    button: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: 'var(--bui-space-1)',
      padding: 'var(--bui-space-1) 0',
      border: 0,
      borderRadius: 'var(--bui-radius-2)',
      background: 'none',
      font: 'inherit',
      fontSize: 'var(--bui-font-size-3)',
      color: 'var(--bui-accent-bg)',
      cursor: 'pointer',
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': {
        outline: '2px solid var(--bui-ring)',
        outlineOffset: 2,
      },
    },
    icon: {
      fontSize: 'var(--bui-font-size-5)',
      transform: ({ open }: { open: boolean }) =>
        open ? 'none' : 'rotate(-90deg)',
      '@media (prefers-reduced-motion: no-preference)': {
        transition: 'transform 150ms ease',
      },
    },
    content: { paddingTop: 'var(--bui-space-2)' },
  },
  { name: 'PersistenceDisclosure' },
);

/** Something that most people need not see. It stays open when it was opened, and cannot be closed while it must be seen. */
export function Disclosure({
  label,
  mustBeSeen = false,
  children,
}: {
  label: string;
  /** Something inside is wrong. */
  mustBeSeen?: boolean;
  children: ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  const open = opened || mustBeSeen;
  const classes = useStyles({ open });
  const contentId = useId();

  return (
    <div>
      <button
        type="button"
        className={classes.button}
        aria-expanded={open}
        aria-controls={open ? contentId : undefined}
        onClick={() => setOpened(!open)}
      >
        <ExpandIcon className={classes.icon} aria-hidden="true" />
        {label}
      </button>
      {open && (
        <div id={contentId} className={classes.content}>
          {children}
        </div>
      )}
    </div>
  );
}
