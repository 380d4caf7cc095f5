import { makeStyles } from '@material-ui/core/styles';
import { TONE_COLORS } from '../controls/tones';

const useStyles = makeStyles(
  {
    // As wide as the widest line, so that the ground of a line does not end in the middle of what is scrolled
    root: { display: 'inline-block', minWidth: '100%' },
    line: { display: 'block', minHeight: '1.6em' },
    added: {
      background: TONE_COLORS.positive.background,
      color: TONE_COLORS.positive.foreground,
    },
    removed: {
      background: TONE_COLORS.danger.background,
      color: TONE_COLORS.danger.foreground,
    },
    place: { color: 'var(--bui-fg-secondary)' },
  },
  { name: 'PersistenceDiffLines' },
);

/** A unified diff with its lines in colours; the signs say the same. */
export function DiffLines({ diff }: { diff: string }) {
  const classes = useStyles();
  const looks: Record<string, string> = {
    '+': classes.added,
    '-': classes.removed,
    '@': classes.place,
  };

  return (
    <span className={classes.root}>
      {diff
        .trimEnd()
        .split('\n')
        .map((line, index) => (
          <span
            key={index}
            className={`${classes.line} ${looks[line[0]] ?? ''}`}
          >
            {line}
          </span>
        ))}
    </span>
  );
}
