import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { PersistenceClient } from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from './api';
import { entityPersistenceRouteRef } from './routes';

/**
 * The plugin for apps of the legacy frontend system.
 *
 * @public
 */
export const persistencePlugin = createPlugin({
  id: 'persistence',
  apis: [
    createApiFactory({
      api: persistenceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new PersistenceClient({ discoveryApi, fetchApi }),
    }),
  ],
  routes: { entityContent: entityPersistenceRouteRef },
});

/**
 * The card of an entity's overview page.
 *
 * @public
 */
export const EntityPersistenceCard: () => JSX.Element =
  persistencePlugin.provide(
    createComponentExtension({
      name: 'EntityPersistenceCard',
      component: {
        lazy: () =>
          import('./components/card').then(m => m.EntityPersistenceCard),
      },
    }),
  );

/**
 * The tab of an entity's page.
 *
 * @public
 */
export const EntityPersistenceContent: () => JSX.Element =
  persistencePlugin.provide(
    createRoutableExtension({
      name: 'EntityPersistenceContent',
      component: () =>
        import('./components/content').then(m => m.EntityPersistenceContent),
      mountPoint: entityPersistenceRouteRef,
    }),
  );
