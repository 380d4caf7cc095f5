import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { navigationModule } from './navigation';

/** The portal. Further plugins are found among the dependencies of this package (`app.packages` in the configuration). */
export default createApp({
  features: [catalogPlugin, navigationModule],
});
