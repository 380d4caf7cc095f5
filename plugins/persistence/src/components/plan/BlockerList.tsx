import { makeStyles } from '@material-ui/core/styles';
import type { Finding } from 'backstage-plugin-persistence-common';
import { FindingNote } from '../FindingNote';

const useStyles = makeStyles(
  {
    root: {
      listStyle: 'none',
      margin: 0,
      padding: 0,
      display: 'grid',
      gap: 'var(--bui-space-2)',
    },
  },
  { name: 'PersistenceBlockerList' },
);

/** What is in the way or should be considered first, each with what to do about it and whom to ask. */
export function BlockerList({
  label,
  findings,
}: {
  label: string;
  findings: Finding[];
}) {
  const classes = useStyles();

  return (
    <ul className={classes.root} aria-label={label}>
      {findings.map(finding => (
        <li key={`${finding.code} ${finding.text}`}>
          <FindingNote finding={finding} />
        </li>
      ))}
    </ul>
  );
}
