import type { ReactNode } from 'react';
import { Alert, BgProvider } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { TONE_COLORS, TONE_ICONS, type Tone } from './tones';

/** What a banner says. */
export interface BannerProps {
  tone: Tone;
  /** Without a ground, as one of many. */
  plain?: boolean;
  /** On a ground without colour, beside a banner that has one. */
  quiet?: boolean;
  /** What the icon means, where the words do not say it. */
  iconLabel?: string;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons, below the words: banners are as narrow as a card. */
  actions?: ReactNode;
}

type Look = Pick<BannerProps, 'tone' | 'plain' | 'quiet'>;

const useStyles = makeStyles(
  {
    root: {
      background: ({ tone, plain, quiet }: Look) =>
        plain ? 'none' : TONE_COLORS[quiet ? 'calm' : tone].background,
      padding: ({ plain }: Look) => (plain ? 0 : undefined),
      color: 'var(--bui-fg-primary)',
      '& .bui-AlertDescription': { opacity: 1 },
    },
    icon: {
      display: 'block',
      color: ({ tone }: Look) => TONE_COLORS[tone].foreground,
      fontSize: 'var(--bui-font-size-5)',
    },
    words: { display: 'grid', gap: 'var(--bui-space-1)' },
    actions: { paddingTop: 'var(--bui-space-1)' },
  },
  { name: 'PersistenceBanner' },
);

/** A sentence that must be seen, with the icon and the colour of its tone. */
export function Banner(props: BannerProps) {
  const { tone, plain, quiet, iconLabel, title, children, actions } = props;
  const classes = useStyles({ tone, plain, quiet });
  const Icon = TONE_ICONS[tone];

  return (
    <Alert
      className={classes.root}
      icon={<Icon className={classes.icon} titleAccess={iconLabel} />}
      title={title}
      description={
        <div className={classes.words}>
          {children}
          {actions && (
            // Buttons take their colours from the ground that they stand on.
            <BgProvider bg="neutral-2">
              <div className={classes.actions}>{actions}</div>
            </BgProvider>
          )}
        </div>
      }
    />
  );
}
