import { waitFor } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import type { SetupServer } from 'msw/node';
import {
  translationApiRef,
  type TranslationApi,
} from '@backstage/core-plugin-api/alpha';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import type {
  Operation,
  PersistenceApi,
} from 'backstage-plugin-persistence-common';
import {
  createDialogStates,
  DialogBackend,
  dialogOf,
  type DialogRequest,
  type DialogState,
} from '../../dev/dialogs';
import { persistenceApiRef } from '../api';
import { persistenceApi } from './persistenceApi';
import { createClient } from './renderForEntity';
import { toHttp } from './serveState';

/** What was asked of the REST API, and what the dialog told whoever opened it. */
export interface RenderedDialog {
  /** Every request, oldest first. */
  requests: DialogRequest[];
  /** The bodies of those to `/plans` or `/operations`, oldest first. */
  posted: (path: 'plans' | 'operations') => unknown[];
  onClose: jest.Mock<void, []>;
  onStarted: jest.Mock<void, [Operation]>;
}

/** The state with this id, with times around the present. */
export function dialogState(id: string): DialogState {
  const found = createDialogStates().find(state => state.id === id);
  if (!found) {
    throw new Error(`There is no state '${id}'`);
  }
  return found;
}

/**
 * Opens the dialog of a state.
 *
 * @param answers - of the client itself, in place of the server's
 * @param translation - in place of the one into English
 */
export async function renderDialog(
  server: SetupServer,
  state: DialogState,
  answers: Partial<PersistenceApi> = {},
  translation: TranslationApi = mockApis.translation(),
): Promise<RenderedDialog> {
  const backend = DialogBackend.create(state);
  const requests: DialogRequest[] = [];
  server.use(
    http.all('*/api/persistence/*', async ({ request }) => {
      const text = await request.text();
      const asked = {
        method: request.method,
        url: request.url,
        body: text ? JSON.parse(text) : undefined,
      };
      requests.push(asked);
      return request.signal.aborted
        ? HttpResponse.error()
        : toHttp(backend.respond(asked));
    }),
  );
  const onClose = jest.fn<void, []>();
  const onStarted = jest.fn<void, [Operation]>();
  const client = createClient();
  const api: PersistenceApi = {
    ...persistenceApi({
      getOptions: (...asked) => client.getOptions(...asked),
      createPlan: (...asked) => client.createPlan(...asked),
      startOperation: (...asked) => client.startOperation(...asked),
      undoOperation: (...asked) => client.undoOperation(...asked),
    }),
    ...answers,
  };
  await renderInTestApp(
    <TestApiProvider
      apis={[
        [persistenceApiRef, api],
        [translationApiRef, translation],
      ]}
    >
      {dialogOf(state, {
        entityRef: 'component:default/orders',
        open: true,
        onClose,
        onStarted,
      })}
    </TestApiProvider>,
  );
  return {
    requests,
    posted: path =>
      requests
        .filter(({ method, url }) => method === 'POST' && url.endsWith(path))
        .map(({ body }) => body),
    onClose,
    onStarted,
  };
}

/** Opens the dialog of a state for somebody who uses it. */
export async function openDialog(
  server: SetupServer,
  id: string,
): Promise<RenderedDialog & { user: UserEvent }> {
  const rendered = await renderDialog(server, dialogState(id));
  return { ...rendered, user: userEvent.setup() };
}

/** Waits until the button that begins it can be pressed. */
export async function untilReady(confirm: () => HTMLElement): Promise<void> {
  await waitFor(() =>
    expect(confirm()).toHaveAttribute('aria-disabled', 'false'),
  );
}
