import type { ReactElement } from 'react';
import type { Entity } from '@backstage/catalog-model';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import {
  PersistenceClient,
  type PersistenceApi,
} from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../api';
import { entityPersistenceRouteRef } from '../routes';

/** The service of the tests. */
export const ORDERS: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'orders',
    namespace: 'default',
    title: 'Orders',
    annotations: { 'backstage.io/kubernetes-id': 'orders' },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'storefront' },
};

/** The client, asking whatever answers on this machine. */
export function createClient(): PersistenceApi {
  return new PersistenceClient({
    discoveryApi: { getBaseUrl: async id => `http://localhost/api/${id}` },
    fetchApi: { fetch: (...request) => fetch(...request) },
  });
}

/** Renders a part of an entity's page in an app of the legacy frontend system. */
export async function renderForEntity(
  element: ReactElement,
  options: {
    entity?: Entity;
    client?: PersistenceApi;
    signals?: SignalApi;
    /** Whether the app has the tab. */
    withTab?: boolean;
  } = {},
) {
  const { entity = ORDERS, client = createClient(), signals } = options;
  return renderInTestApp(
    <TestApiProvider
      apis={[
        [persistenceApiRef, client],
        ...(signals ? [[signalApiRef, signals] as const] : []),
      ]}
    >
      <EntityProvider entity={entity}>{element}</EntityProvider>
    </TestApiProvider>,
    options.withTab === false
      ? undefined
      : {
          mountedRoutes: {
            '/persistence': entityPersistenceRouteRef,
            '/catalog/:namespace/:kind/:name': entityRouteRef,
          },
        },
  );
}
