import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { TestApiProvider } from '@backstage/test-utils';
import { Button, Container, Flex, Link, Text } from '@backstage/ui';
import {
  PersistenceClient,
  type Operation,
} from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../src/api';
import {
  createDialogStates,
  DialogBackend,
  dialogOf,
  type DialogState,
} from './dialogs';
import { fetchFrom } from './fakeFetch';

const states = createDialogStates();

/** Every state of the dialogs: `?dialog=<id>` opens one of them. */
export function DialogsPage() {
  const [search] = useSearchParams();
  const shown = states.find(({ id }) => id === search.get('dialog'));

  return (
    <Container my="6">
      <Flex direction="column" gap="2">
        {states.map(({ id, title }) => (
          <Text key={id} variant="body-medium">
            <Link href={`?dialog=${id}`}>{title}</Link>
          </Text>
        ))}
      </Flex>
      {shown && <OneDialog key={shown.id} state={shown} />}
    </Container>
  );
}

function OneDialog({ state }: { state: DialogState }) {
  const [open, setOpen] = useState(true);
  const [started, setStarted] = useState<Operation>();
  const client = useMemo(() => {
    const backend = DialogBackend.create(state);
    return new PersistenceClient({
      discoveryApi: { getBaseUrl: async () => '/api/persistence' },
      fetchApi: { fetch: fetchFrom(request => backend.respond(request)) },
    });
  }, [state]);
  const dialog = {
    entityRef: 'component:default/orders',
    open,
    onClose: () => setOpen(false),
    onStarted: setStarted,
  };

  return (
    <TestApiProvider apis={[[persistenceApiRef, client]]}>
      <Button onPress={() => setOpen(true)}>Open {state.title}</Button>
      {started && <Text as="p">Started: {started.id}</Text>}
      {dialogOf(state, dialog)}
    </TestApiProvider>
  );
}
