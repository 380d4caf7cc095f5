import { createApp } from '@backstage/frontend-defaults';
import { features } from './features';

/** The portal. Further plugins are found among the dependencies of this package (`app.packages` in the configuration). */
export default createApp({ features });
