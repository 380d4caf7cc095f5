import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      fontFamily: 'var(--bui-font-monospace)',
      fontSize: '0.9em',
      color: 'var(--bui-fg-primary)',
      padding: '0 var(--bui-space-1)',
      borderRadius: 'var(--bui-radius-2)',
      background: 'color-mix(in srgb, var(--bui-fg-primary) 8%, transparent)',
      overflowWrap: 'break-word',
    },
  },
  { name: 'PersistenceCode' },
);

/** A path or a name as it stands in a file. */
export function Code({ children }: { children: ReactNode }) {
  return <code className={useStyles().root}>{children}</code>;
}
