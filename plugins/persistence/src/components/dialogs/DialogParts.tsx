import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      flex: '1 1 auto',
      overflowY: 'auto',
      // The ring of a focused field at the edge
      scrollPadding: 'var(--bui-space-4)',
    },
  },
  { name: 'PersistenceDialogParts' },
);

/** What scrolls between the title and the buttons. */
export function DialogParts({ children }: { children: ReactNode }) {
  return <div className={useStyles().root}>{children}</div>;
}
