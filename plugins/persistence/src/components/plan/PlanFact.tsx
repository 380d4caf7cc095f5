import type { ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { TONE_COLORS, TONE_ICONS, type Tone } from '../controls/tones';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      gap: 'var(--bui-space-2)',
      alignItems: 'start',
    },
    icon: {
      fontSize: 'var(--bui-font-size-5)',
      color: ({ tone }: { tone: Tone }) => TONE_COLORS[tone].foreground,
    },
  },
  { name: 'PersistencePlanFact' },
);

/** One of several things that a plan means. */
export function PlanFact({
  tone,
  children,
}: {
  tone: Tone;
  children: ReactNode;
}) {
  const classes = useStyles({ tone });
  const Icon = TONE_ICONS[tone];

  return (
    <li className={classes.root}>
      <Icon className={classes.icon} aria-hidden="true" />
      <Text variant="body-small">{children}</Text>
    </li>
  );
}
