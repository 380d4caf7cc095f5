import { screen, within } from '@testing-library/react';
import {
  renderInTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import {
  EntityKindPicker,
  MockStarredEntitiesApi,
  catalogApiRef,
  entityRouteRef,
  starredEntitiesApiRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import userEvent from '@testing-library/user-event';
import { CatalogPage } from './CatalogPage';

const guestbook = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'guestbook',
    title: 'Guestbook',
    namespace: 'default',
    description: 'Visitors leave a greeting.',
    uid: 'guestbook',
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'storefront' },
};

async function renderPage() {
  const starred = new MockStarredEntitiesApi();
  renderInTestApp(
    <TestApiProvider
      apis={[
        [catalogApiRef, catalogApiMock({ entities: [guestbook] })],
        [starredEntitiesApiRef, starred],
      ]}
    >
      <CatalogPage
        filters={<EntityKindPicker initialFilter="component" hidden />}
        pagination={false}
      />
    </TestApiProvider>,
    { mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef } },
  );
  // The table draws its rows anew until it knows how many there are.
  await screen.findByRole('heading', { name: /\(1\)/ });
  return starred;
}

describe('CatalogPage', () => {
  it('says of each component what it is for', async () => {
    await renderPage();

    expect(
      screen.getByRole('row', {
        name: /^Guestbook Visitors leave a greeting\./,
      }),
    ).toBeInTheDocument();
  });

  it('puts no button within the button that sorts by a column', async () => {
    await renderPage();

    for (const header of screen.getAllByRole('columnheader')) {
      for (const button of within(header).queryAllByRole('button')) {
        expect(within(button).queryByRole('button')).not.toBeInTheDocument();
      }
    }
  });

  it('stars an entity from its row', async () => {
    const starred = await renderPage();
    const button = screen.getByRole('button', { name: 'Add to favorites' });
    await userEvent.click(button);
    // While the pointer rests on it, the tooltip takes its name away.
    await userEvent.unhover(button);

    expect(
      await screen.findByRole('button', { name: 'Remove from favorites' }),
    ).toBeInTheDocument();
    await new Promise<void>(resolve =>
      starred.starredEntitie$().subscribe({
        next: entities => {
          expect([...entities]).toEqual(['component:default/guestbook']);
          resolve();
        },
      }),
    );
  });
});
