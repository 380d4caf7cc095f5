import CheckCircleIcon from '@material-ui/icons/CheckCircle';
import ErrorIcon from '@material-ui/icons/Error';
import HelpIcon from '@material-ui/icons/Help';
import InfoIcon from '@material-ui/icons/Info';
import WarningIcon from '@material-ui/icons/Warning';

/** How something is meant: never told by colour alone, each has an icon of its own and comes with words. */
export type Tone = 'positive' | 'warning' | 'danger' | 'calm' | 'unknown';

/** The icon of each tone. */
export const TONE_ICONS: Record<Tone, typeof InfoIcon> = {
  positive: CheckCircleIcon,
  warning: WarningIcon,
  danger: ErrorIcon,
  calm: InfoIcon,
  unknown: HelpIcon,
};

/** Backstage UI's subdued colours are made for badges; a banner takes them thinned with the ground of the card. */
function thinned(color: string, share: string): string {
  return `color-mix(in srgb, var(${color}) ${share}, var(--bui-bg-neutral-1))`;
}

/** Colours of Backstage UI, for light and dark. */
export const TONE_COLORS: Record<
  Tone,
  { background: string; foreground: string }
> = {
  positive: {
    background: thinned('--bui-positive-bg-subdued', '30%'),
    foreground: 'var(--bui-positive-fg-subdued)',
  },
  warning: {
    background: thinned('--bui-warning-bg-subdued', '55%'),
    foreground: 'var(--bui-warning-fg-subdued)',
  },
  danger: {
    background: thinned('--bui-negative-bg-subdued', '45%'),
    foreground: 'var(--bui-negative-fg-subdued)',
  },
  calm: {
    background: 'var(--bui-bg-neutral-2)',
    foreground: 'var(--bui-fg-secondary)',
  },
  unknown: {
    background: 'var(--bui-bg-neutral-2)',
    foreground: 'var(--bui-fg-secondary)',
  },
};
