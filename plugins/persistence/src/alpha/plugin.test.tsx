import { renderTestApp } from '@backstage/frontend-test-utils';
import { createTestEntityPage } from '@backstage/plugin-catalog-react/testUtils';
import type { Entity } from '@backstage/catalog-model';
import { screen } from '@testing-library/react';
import { useMockServer } from '../__testUtils__/mockServer';
import { ORDERS } from '../__testUtils__/renderForEntity';
import { devState, serve } from '../__testUtils__/serveState';
import plugin, { persistenceTranslationRef } from './index';

const WITHOUT_ANNOTATION: Entity = {
  ...ORDERS,
  metadata: { ...ORDERS.metadata, annotations: {} },
};

describe('The plugin for the new frontend system', () => {
  const server = useMockServer();

  function renderPage(
    entity: Entity,
    parts: ('entity-card' | 'entity-content')[],
  ) {
    renderTestApp({
      extensions: [
        createTestEntityPage({ entity }),
        plugin.getExtension('api:persistence'),
        ...parts.map(part => plugin.getExtension(`${part}:persistence`)),
      ],
    });
  }

  it('shows the card', async () => {
    serve(server, devState('persistent').answers);
    renderPage(ORDERS, ['entity-card']);

    expect(
      await screen.findByText('Data survives redeploys'),
    ).toBeInTheDocument();
  });

  it('shows the card with a label selector alone, too', async () => {
    serve(server, devState('persistent').answers);
    const annotations = {
      'backstage.io/kubernetes-label-selector': 'app=orders',
    };
    renderPage({ ...ORDERS, metadata: { ...ORDERS.metadata, annotations } }, [
      'entity-card',
    ]);

    expect(
      await screen.findByText('Data survives redeploys'),
    ).toBeInTheDocument();
  });

  it('shows no card where the entity does not say which workloads are its own, but the tab', async () => {
    serve(server, devState('no-annotation').answers);
    renderPage(WITHOUT_ANNOTATION, ['entity-card', 'entity-content']);

    expect(
      await screen.findByText('Which workloads belong to Orders?'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: 'Persistence' }),
    ).not.toBeInTheDocument();
  });

  it('shows nothing for what is no component', async () => {
    renderPage({ ...WITHOUT_ANNOTATION, kind: 'System' }, [
      'entity-card',
      'entity-content',
    ]);

    expect(await screen.findByTestId('empty-entity-page')).toBeInTheDocument();
  });

  it('leads from the card to the tab', async () => {
    serve(server, devState('persistent').answers);
    renderPage(ORDERS, ['entity-card', 'entity-content']);

    expect(
      await screen.findByRole('link', { name: 'Details' }),
    ).toHaveAttribute('href', '/persistence');
    // The test's page shows its only tab beneath the cards.
    expect(
      await screen.findByRole('table', { name: 'Where the data lives' }),
    ).toBeInTheDocument();
  });

  it('has the strings of the other one', () => {
    expect(persistenceTranslationRef.id).toBe('plugin.persistence');
  });
});
