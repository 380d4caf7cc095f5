import type { ReactNode } from 'react';
import { Alert } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { TONE_COLORS, TONE_ICONS, type Tone } from './tones';

const useStyles = makeStyles(
  {
    root: {
      background: ({ tone }: { tone: Tone }) => TONE_COLORS[tone].background,
      color: 'var(--bui-fg-primary)',
    },
    icon: {
      display: 'block',
      color: ({ tone }: { tone: Tone }) => TONE_COLORS[tone].foreground,
      fontSize: 'var(--bui-font-size-5)',
    },
  },
  { name: 'PersistenceBanner' },
);

/** What a banner says. */
export interface BannerProps {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}

/** A sentence that must be seen, with the icon and the colour of its tone. */
export function Banner({ tone, title, children, actions }: BannerProps) {
  const classes = useStyles({ tone });
  const Icon = TONE_ICONS[tone];

  return (
    <Alert
      className={classes.root}
      icon={<Icon className={classes.icon} />}
      title={title}
      description={children}
      customActions={actions}
    />
  );
}
