import { makeStyles } from '@material-ui/core/styles';
import { TONE_COLORS } from './tones';

/** From here on a volume needs attention. */
const ALMOST_FULL = 0.85;

const useStyles = makeStyles(
  {
    track: {
      height: 'var(--bui-space-1_5)',
      borderRadius: 'var(--bui-radius-full)',
      background: 'color-mix(in srgb, var(--bui-fg-primary) 12%, transparent)',
      overflow: 'hidden',
    },
    filled: {
      height: '100%',
      width: ({ fraction }: { fraction: number }) => `${fraction * 100}%`,
      borderRadius: 'inherit',
      background: ({ fraction }: { fraction: number }) =>
        fraction >= ALMOST_FULL
          ? TONE_COLORS.danger.foreground
          : 'var(--bui-accent-bg)',
    },
  },
  { name: 'PersistenceUsageBar' },
);

/** How full a volume is; `label` says it in words. */
export function UsageBar({
  used,
  capacity,
  label,
}: {
  used: number;
  capacity: number;
  label: string;
}) {
  const fraction = capacity > 0 ? Math.min(used / capacity, 1) : 0;
  const classes = useStyles({ fraction });

  return (
    <div
      className={classes.track}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
      aria-valuetext={label}
    >
      <div className={classes.filled} />
    </div>
  );
}
