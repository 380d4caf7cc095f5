import type { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Text } from '@backstage/ui';
import { TONE_COLORS, TONE_ICONS, type Tone } from './tones';

const useStyles = makeStyles(
  {
    root: {
      display: 'inline-flex',
      alignItems: 'flex-start',
      gap: 'var(--bui-space-1)',
    },
    icon: {
      flexShrink: 0,
      fontSize: 'var(--bui-font-size-4)',
      color: ({ tone }: { tone: Tone }) => TONE_COLORS[tone].foreground,
    },
  },
  { name: 'PersistenceToneText' },
);

/** A few words with the icon of their tone. */
export function ToneText({
  tone,
  children,
}: {
  tone: Tone;
  children: ReactNode;
}) {
  const classes = useStyles({ tone });
  const Icon = TONE_ICONS[tone];

  return (
    <span className={classes.root}>
      <Icon className={classes.icon} />
      <Text variant="body-small">{children}</Text>
    </span>
  );
}
