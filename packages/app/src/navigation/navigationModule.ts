import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { navigation } from './Navigation';

/** Replaces the app's navigation bar by the portal's own. */
export const navigationModule = createFrontendModule({
  pluginId: 'app',
  extensions: [navigation],
});
