import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider, createUnifiedTheme } from '@backstage/theme';
import DarkIcon from '@material-ui/icons/Brightness2';
import LightIcon from '@material-ui/icons/WbSunny';
import { FONT_FAMILY } from './fonts';
import { DARK, LIGHT } from './palettes';
import './tokens.css';

const lightTheme = createUnifiedTheme({
  palette: LIGHT,
  fontFamily: FONT_FAMILY,
});
const darkTheme = createUnifiedTheme({
  palette: DARK,
  fontFamily: FONT_FAMILY,
});

const light = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light theme',
      variant: 'light',
      icon: <LightIcon />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={lightTheme}>
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

const dark = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark theme',
      variant: 'dark',
      icon: <DarkIcon />,
      Provider: ({ children }) => (
        <UnifiedThemeProvider theme={darkTheme}>
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

/** Replaces the app's light and dark themes: one set of colours and one font for both component libraries. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [light, dark],
});
