import type { ReactNode } from 'react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/test-utils';
import { act, renderHook, waitFor } from '@testing-library/react';
import type {
  EntityPersistence,
  PersistenceApi,
} from 'backstage-plugin-persistence-common';
import { FakeSignals } from '../__testUtils__/FakeSignals';
import { useMockServer } from '../__testUtils__/mockServer';
import { persistenceApi } from '../__testUtils__/persistenceApi';
import { createClient } from '../__testUtils__/renderForEntity';
import { answerOf, devState, serve } from '../__testUtils__/serveState';
import { persistenceApiRef } from '../api';
import { useEntityPersistence } from './useEntityPersistence';

const ORDERS = 'component:default/orders';
const persistent = devState('persistent').answers[0];
const notPersistent = devState('not-persistent').answers[0];
const [failing] = devState('backend-failed').answers;
const [denied] = devState('denied').answers;
const [broken] = devState('offline').answers;

describe('useEntityPersistence', () => {
  const server = useMockServer();

  afterEach(() => jest.useRealTimers());

  function render(
    options: {
      signals?: FakeSignals;
      client?: PersistenceApi;
      entityRef?: string;
    } = {},
  ) {
    const { signals, client = createClient(), entityRef = ORDERS } = options;
    return renderHook(
      (props: { entityRef: string }) => useEntityPersistence(props.entityRef),
      {
        initialProps: { entityRef },
        wrapper: ({ children }: { children: ReactNode }) => (
          <TestApiProvider
            apis={[
              [persistenceApiRef, client],
              ...(signals ? [[signalApiRef, signals] as const] : []),
            ]}
          >
            {children}
          </TestApiProvider>
        ),
      },
    );
  }

  function verdictOf({ persistence }: { persistence?: EntityPersistence }) {
    return persistence?.workloads[0]?.verdict;
  }

  it('loads, and works without signals', async () => {
    serve(server, [persistent]);
    const { result } = render();

    expect(result.current).toMatchObject({ loading: true });
    expect(result.current.persistence).toBeUndefined();
    await waitFor(() => expect(verdictOf(result.current)).toBe('persistent'));
    expect(result.current.loading).toBe(false);
    expect(result.current.fetchedAt).toBeInstanceOf(Date);
  });

  it('fetches again when a signal says that something changed', async () => {
    const requests = serve(server, [notPersistent, persistent]);
    const signals = new FakeSignals();
    const { result } = render({ signals });
    await waitFor(() =>
      expect(verdictOf(result.current)).toBe('not-persistent'),
    );

    act(() => {
      expect(signals.send(`persistence:${ORDERS}`, { version: 1 })).toBe(1);
    });

    // What was known stays until the answer comes.
    expect(verdictOf(result.current)).toBe('not-persistent');
    await waitFor(() => expect(verdictOf(result.current)).toBe('persistent'));
    expect(requests.count).toBe(2);
  });

  it('does not hear signals of other entities', async () => {
    serve(server, [persistent]);
    const signals = new FakeSignals();
    const { result } = render({ signals });
    await waitFor(() => expect(result.current.loading).toBe(false));

    expect(signals.send('persistence:component:default/x', {})).toBe(0);
  });

  it.each([
    [
      'the window gets the focus',
      () => window.dispatchEvent(new Event('focus')),
    ],
    ['the network is back', () => window.dispatchEvent(new Event('online'))],
    [
      'the page is seen again',
      () => document.dispatchEvent(new Event('visibilitychange')),
    ],
  ])('fetches again when %s', async (_, happen) => {
    serve(server, [notPersistent, persistent]);
    const { result } = render();
    await waitFor(() => expect(result.current.loading).toBe(false));

    act(() => void happen());

    await waitFor(() => expect(verdictOf(result.current)).toBe('persistent'));
  });

  it('fetches again after a minute, and not before', async () => {
    jest.useFakeTimers();
    const getEntityPersistence = jest
      .fn()
      .mockResolvedValue(answerOf('persistent'));
    const client = persistenceApi({ getEntityPersistence });
    const { unmount } = render({ client });
    await act(() => jest.advanceTimersByTimeAsync(59_000));
    expect(getEntityPersistence).toHaveBeenCalledTimes(1);

    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(getEntityPersistence).toHaveBeenCalledTimes(2);

    unmount();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(getEntityPersistence).toHaveBeenCalledTimes(2);
  });

  it('keeps the last known state when the backend fails, and recovers', async () => {
    serve(server, [persistent, failing, notPersistent]);
    const { result } = render();
    await waitFor(() => expect(verdictOf(result.current)).toBe('persistent'));
    const { fetchedAt } = result.current;

    act(() => result.current.refresh());
    await waitFor(() =>
      expect(result.current.problem).toEqual({ kind: 'failed', status: 500 }),
    );
    expect(verdictOf(result.current)).toBe('persistent');
    expect(result.current.fetchedAt).toBe(fetchedAt);

    act(() => result.current.refresh());
    await waitFor(() => expect(result.current.problem).toBeUndefined());
    expect(verdictOf(result.current)).toBe('not-persistent');
  });

  it('keeps the last known state while nothing answers at all', async () => {
    serve(server, [persistent, broken]);
    const { result } = render();
    await waitFor(() => expect(result.current.loading).toBe(false));

    act(() => result.current.refresh());

    await waitFor(() =>
      expect(result.current.problem).toEqual({ kind: 'offline' }),
    );
    expect(verdictOf(result.current)).toBe('persistent');
  });

  it('shows no last known state to somebody who may not see it any more', async () => {
    serve(server, [persistent, denied]);
    const { result } = render();
    await waitFor(() => expect(verdictOf(result.current)).toBe('persistent'));

    act(() => result.current.refresh());

    await waitFor(() =>
      expect(result.current.problem).toEqual({ kind: 'denied', status: 403 }),
    );
    expect(result.current.persistence).toBeUndefined();
  });

  it('shows nothing of one entity for another', async () => {
    const [pending] = devState('loading').answers;
    serve(server, [persistent, pending]);
    const { result, rerender } = render();
    await waitFor(() => expect(result.current.loading).toBe(false));

    rerender({ entityRef: 'component:default/ledger' });

    expect(result.current.persistence).toBeUndefined();
    expect(result.current.loading).toBe(true);
  });

  it('aborts when the page is left', async () => {
    let signal: AbortSignal | undefined;
    const client = persistenceApi({
      getEntityPersistence: async (_, options) => {
        signal = options?.signal;
        return new Promise(() => {});
      },
    });
    const { unmount } = render({ client });

    unmount();

    expect(signal?.aborted).toBe(true);
  });
});
