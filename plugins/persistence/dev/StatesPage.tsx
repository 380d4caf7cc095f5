import { useMemo, type ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { TestApiProvider } from '@backstage/test-utils';
import { Container, Flex, Link, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { PersistenceClient } from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../src/api';
import { EntityPersistenceCard } from '../src/components/card';
import { EntityPersistenceContent } from '../src/components/content';
import { createFakeFetch } from './fakeFetch';
import { createDevStates, type DevState } from './states';

const ENTITY: Entity = {
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

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(22rem, 1fr))',
    gap: 'var(--bui-space-6)',
    alignItems: 'start',
  },
});

const states = createDevStates();

function WithState({
  state,
  children,
}: {
  state: DevState;
  children: ReactNode;
}) {
  const client = useMemo(
    () =>
      new PersistenceClient({
        discoveryApi: { getBaseUrl: async () => '/api/persistence' },
        fetchApi: { fetch: createFakeFetch(state) },
      }),
    [state],
  );

  return (
    <TestApiProvider apis={[[persistenceApiRef, client]]}>
      <EntityProvider entity={ENTITY}>{children}</EntityProvider>
    </TestApiProvider>
  );
}

/**
 * Every state: all cards beside each other, or with `?state=<id>` one card and its tab. States with several answers move on
 * when the window gets the focus.
 */
export function StatesPage() {
  const classes = useStyles();
  const [search] = useSearchParams();
  const shown = states.filter(
    ({ id }) => !search.has('state') || id === search.get('state'),
  );

  return (
    <Container my="6">
      <div className={classes.cards}>
        {shown.map(state => (
          <Flex key={state.id} direction="column" gap="2" id={state.id}>
            <Text variant="body-small" color="secondary">
              {state.title} <Link href={`?state=${state.id}`}>{state.id}</Link>
            </Text>
            <WithState state={state}>
              <EntityPersistenceCard />
            </WithState>
          </Flex>
        ))}
      </div>
      {search.has('state') &&
        shown.map(state => (
          <WithState key={state.id} state={state}>
            <EntityPersistenceContent />
          </WithState>
        ))}
    </Container>
  );
}
