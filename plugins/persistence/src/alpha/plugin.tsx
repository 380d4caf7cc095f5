import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import StorageIcon from '@material-ui/icons/Storage';
import { entityPersistenceRouteRef } from '../routes';
import { persistenceApi } from './persistenceApi';
import { entityPersistenceCard } from './entityPersistenceCard';
import { entityPersistenceContent } from './entityPersistenceContent';

/**
 * The plugin for apps of the new frontend system.
 *
 * @alpha
 */
export default createFrontendPlugin({
  pluginId: 'persistence',
  title: 'Persistence',
  icon: <StorageIcon fontSize="inherit" />,
  info: { packageJson: () => import('../../package.json') },
  extensions: [persistenceApi, entityPersistenceCard, entityPersistenceContent],
  routes: { entityContent: entityPersistenceRouteRef },
});
