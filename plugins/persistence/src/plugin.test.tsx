import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { useMockServer } from './__testUtils__/mockServer';
import { createClient, ORDERS } from './__testUtils__/renderForEntity';
import { devState, serve } from './__testUtils__/serveState';
import {
  EntityPersistenceCard,
  EntityPersistenceContent,
  entityPersistenceRouteRef,
  isPersistenceAvailable,
  persistenceApiRef,
  persistencePlugin,
  persistenceTranslationRef,
} from './index';

describe('The plugin for the legacy frontend system', () => {
  const server = useMockServer();

  async function renderAt(path: string) {
    serve(server, devState('persistent').answers);
    await renderInTestApp(
      <TestApiProvider apis={[[persistenceApiRef, createClient()]]}>
        <EntityProvider entity={ORDERS}>
          <Routes>
            <Route path="/catalog/default/component/orders">
              <Route index element={<EntityPersistenceCard />} />
              <Route
                path="persistence"
                element={<EntityPersistenceContent />}
              />
            </Route>
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      {
        routeEntries: [path],
        mountedRoutes: {
          '/catalog/:namespace/:kind/:name': entityRouteRef,
          '/catalog/:namespace/:kind/:name/persistence':
            entityPersistenceRouteRef,
        },
      },
    );
  }

  it('shows the card', async () => {
    await renderAt('/catalog/default/component/orders');

    expect(
      await screen.findByText('Data survives redeploys'),
    ).toBeInTheDocument();
  });

  it('shows the tab', async () => {
    await renderAt('/catalog/default/component/orders/persistence');

    expect(
      await screen.findByRole('table', { name: 'Where the data lives' }),
    ).toBeInTheDocument();
  });

  it('brings along its API', () => {
    expect([...persistencePlugin.getApis()].map(({ api }) => api.id)).toEqual([
      'plugin.persistence.service',
    ]);
    expect(persistencePlugin.getId()).toBe('persistence');
    expect(persistenceTranslationRef.id).toBe('plugin.persistence');
  });
});

describe('isPersistenceAvailable', () => {
  function entityWith(annotations?: Record<string, string>) {
    return { ...ORDERS, metadata: { ...ORDERS.metadata, annotations } };
  }

  it.each([
    [{ 'backstage.io/kubernetes-id': 'orders' }, true],
    [{ 'backstage.io/kubernetes-label-selector': 'app=orders' }, true],
    [{ 'backstage.io/kubernetes-namespace': 'shop' }, false],
    [{}, false],
    [undefined, false],
  ])('says of %p: %p', (annotations, available) => {
    expect(isPersistenceAvailable(entityWith(annotations))).toBe(available);
  });
});
