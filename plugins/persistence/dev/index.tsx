import { createDevApp } from '@backstage/frontend-dev-utils';
import {
  createFrontendPlugin,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { entityPersistenceRouteRef } from '../src/routes';

const statesPage = PageBlueprint.make({
  params: {
    path: '/',
    title: 'Persistence',
    routeRef: entityPersistenceRouteRef,
    loader: async () => {
      const { StatesPage } = await import('./StatesPage');
      return <StatesPage />;
    },
  },
});

createDevApp({
  features: [
    createFrontendPlugin({
      pluginId: 'persistence-states',
      extensions: [statesPage],
    }),
  ],
});
