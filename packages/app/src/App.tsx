import { createApp } from '@backstage/frontend-defaults';
import { catalog } from './catalog';
import { navigationModule } from './navigation';
import { themeModule } from './theme';

/** The portal. Further plugins are found among the dependencies of this package (`app.packages` in the configuration). */
export default createApp({
  features: [catalog, navigationModule, themeModule],
});
