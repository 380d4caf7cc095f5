/**
 * This plugin alone, with a catalog of a few entities, for the clusters of a configuration of yours:
 *
 *     yarn start --config <a file with persistence.clusters>
 *     curl http://127.0.0.1:7007/api/persistence/entities/component/default/guestbook
 *
 * Everybody may ask, so it should listen on this machine only.
 */
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { createBackend } from '@backstage/backend-defaults';
import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { signalsServiceRef } from '@backstage/plugin-signals-node';

const backend = createBackend();

backend.add(mockServices.auth.factory());
backend.add(mockServices.httpAuth.factory());
backend.add(
  catalogServiceMock.factory({
    entities: ['guestbook', 'orders', 'ledger', 'mailer'].map(name => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name,
        annotations: { 'backstage.io/kubernetes-id': name },
      },
      spec: { type: 'service', owner: 'guests', lifecycle: 'experimental' },
    })),
  }),
);
backend.add(
  createServiceFactory({
    service: signalsServiceRef,
    deps: {},
    factory: () => ({ publish: async () => {} }),
  }),
);
backend.add(import('../src'));

backend.start();
