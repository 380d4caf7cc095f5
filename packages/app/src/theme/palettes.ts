import { palettes } from '@backstage/theme';

/** Backstage's light colours. */
export const LIGHT = palettes.light;

/** Backstage's dark colours on a darker, cooler ground: the values of tokens.css. */
export const DARK: typeof palettes.dark = {
  ...palettes.dark,
  background: { default: '#14181b', paper: '#1e2228' },
  border: '#30363d',
  navigation: {
    ...palettes.dark.navigation,
    background: '#0f1214',
    navItem: { hoverBackground: '#282d34' },
    submenu: { background: '#282d34' },
  },
};
