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

const dialogsPage = PageBlueprint.make({
  name: 'dialogs',
  params: {
    path: '/dialogs',
    title: 'Dialogs',
    loader: async () => {
      const { DialogsPage } = await import('./DialogsPage');
      return <DialogsPage />;
    },
  },
});

createDevApp({
  features: [
    createFrontendPlugin({
      pluginId: 'persistence-states',
      extensions: [statesPage, dialogsPage],
    }),
  ],
});
