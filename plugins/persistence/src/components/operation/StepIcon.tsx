import { makeStyles } from '@material-ui/core/styles';
import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/HelpOutline';
import SkippedIcon from '@material-ui/icons/RemoveCircleOutline';
import UndoneIcon from '@material-ui/icons/Undo';
import WaitingIcon from '@material-ui/icons/RadioButtonUnchecked';
import { TONE_COLORS } from '../controls/tones';

/** How far a step has got, as far as this version knows. */
export type StepState =
  'waiting' | 'running' | 'done' | 'failed' | 'undone' | 'skipped' | 'unknown';

const ICONS: Record<Exclude<StepState, 'running'>, typeof ErrorIcon> = {
  waiting: WaitingIcon,
  done: CheckCircleIcon,
  failed: ErrorIcon,
  undone: UndoneIcon,
  skipped: SkippedIcon,
  unknown: HelpIcon,
};

const COLORS: Record<StepState, string> = {
  waiting: 'var(--bui-border-2)',
  running: 'var(--bui-accent-bg)',
  done: TONE_COLORS.positive.foreground,
  failed: TONE_COLORS.danger.foreground,
  undone: TONE_COLORS.calm.foreground,
  skipped: TONE_COLORS.calm.foreground,
  unknown: TONE_COLORS.calm.foreground,
};

const useStyles = makeStyles(
  {
    '@keyframes turn': { to: { transform: 'rotate(1turn)' } },
    icon: {
      display: 'block',
      fontSize: 'var(--bui-font-size-5)',
      color: ({ state }: { state: StepState }) => COLORS[state],
    },
    ring: {
      boxSizing: 'border-box',
      width: 'var(--bui-font-size-5)',
      height: 'var(--bui-font-size-5)',
      padding: '2px',
    },
    arc: {
      boxSizing: 'border-box',
      width: '100%',
      height: '100%',
      borderRadius: 'var(--bui-radius-full)',
      border:
        '2px solid color-mix(in srgb, var(--bui-fg-primary) 15%, transparent)',
      borderTopColor: COLORS.running,
      borderRightColor: COLORS.running,
      animation: '$turn 1s linear infinite',
      '@media (prefers-reduced-motion: reduce)': { animation: 'none' },
    },
  },
  { name: 'PersistenceStepIcon' },
);

/** The picture beside the words that say how far a step has got. */
export function StepIcon({ state }: { state: StepState }) {
  const classes = useStyles({ state });

  if (state === 'running') {
    return (
      <div className={classes.ring} aria-hidden="true">
        <div className={classes.arc} />
      </div>
    );
  }
  const Icon = ICONS[state];
  return <Icon className={classes.icon} />;
}
