import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { http, HttpResponse } from 'msw';
import { useMockServer } from '../__testUtils__/mockServer';
import { entityPersistenceCard } from './entityPersistenceCard';
import { persistenceApi } from './persistenceApi';

const guestbook = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'guestbook',
    annotations: { 'backstage.io/kubernetes-id': 'guestbook' },
  },
  spec: { type: 'service' },
};

describe('The plugin for the new frontend system', () => {
  const server = useMockServer();

  it('shows the card', async () => {
    server.use(
      http.get('*/api/persistence/entities/component/default/guestbook', () =>
        HttpResponse.json({
          entityRef: 'component:default/guestbook',
          lookup: { state: 'found' },
          workloads: [
            {
              workload: {
                cluster: 'demo',
                namespace: 'default',
                kind: 'Deployment',
                name: 'guestbook',
              },
              verdict: 'not-persistent',
              summary: {
                code: 'X',
                params: {},
                text: 'guestbook keeps nothing.',
              },
              mounts: [],
              findings: [],
              rollout: { state: 'complete', replicas: 1, ready: 1 },
              events: [],
              actions: [],
            },
          ],
          shelf: [],
          clusters: [],
          operations: [],
        }),
      ),
    );
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity: guestbook }),
        entityPersistenceCard,
        persistenceApi,
      ],
    });
    expect(
      await screen.findByText('Data is lost at the next redeploy'),
    ).toBeInTheDocument();
    expect(screen.getByText('guestbook keeps nothing.')).toBeInTheDocument();
  });
});
