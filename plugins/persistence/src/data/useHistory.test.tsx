import type { ReactNode } from 'react';
import { act, renderHook, waitFor } from '@testing-library/react';
import { TestApiProvider } from '@backstage/test-utils';
import type {
  Operation,
  OperationPage,
} from 'backstage-plugin-persistence-common';
import { persistenceApi } from '../__testUtils__/persistenceApi';
import { answerOf } from '../__testUtils__/serveState';
import { persistenceApiRef } from '../api';
import { useHistory } from './useHistory';

const [OPERATION] = answerOf('turned-on').operations;

function operations(...ids: string[]): Operation[] {
  return ids.map(id => ({ ...OPERATION, id }));
}

describe('useHistory', () => {
  function render(
    listOperations: (
      entityRef: string,
      page?: { cursor?: string },
    ) => Promise<OperationPage>,
  ) {
    const client = persistenceApi({ listOperations });
    return renderHook(
      ({ entityRef, version }) => useHistory(entityRef, version),
      {
        initialProps: { entityRef: 'component:default/orders', version: 1 },
        wrapper: ({ children }: { children: ReactNode }) => (
          <TestApiProvider apis={[[persistenceApiRef, client]]}>
            {children}
          </TestApiProvider>
        ),
      },
    );
  }

  function idsOf({ current }: { current: { operations?: Operation[] } }) {
    return current.operations?.map(({ id }) => id);
  }

  it('puts new ones before those that are shown, and keeps older pages', async () => {
    const pages = [
      { items: operations('5', '4'), nextCursor: 'a' },
      { items: operations('3', '2'), nextCursor: 'b' },
      { items: operations('6', '5'), nextCursor: 'c' },
    ];
    const { result, rerender } = render(async () => pages.shift()!);
    await waitFor(() => expect(idsOf(result)).toEqual(['5', '4']));
    act(() => result.current.showMore());
    await waitFor(() => expect(idsOf(result)).toEqual(['5', '4', '3', '2']));

    rerender({ entityRef: 'component:default/orders', version: 2 });

    await waitFor(() =>
      expect(idsOf(result)).toEqual(['6', '5', '4', '3', '2']),
    );
    expect(result.current.nextCursor).toBe('b');
  });

  it('begins anew where so much has happened that there is a gap', async () => {
    const pages = [
      { items: operations('2', '1') },
      { items: operations('9', '8'), nextCursor: 'a' },
    ];
    const { result, rerender } = render(async () => pages.shift()!);
    await waitFor(() => expect(idsOf(result)).toEqual(['2', '1']));

    rerender({ entityRef: 'component:default/orders', version: 2 });

    await waitFor(() => expect(idsOf(result)).toEqual(['9', '8']));
    expect(result.current.nextCursor).toBe('a');
  });

  it('shows nothing of another entity', async () => {
    const { result, rerender } = render(async entityRef =>
      entityRef.endsWith('orders')
        ? { items: operations('orders') }
        : new Promise(() => {}),
    );
    await waitFor(() => expect(idsOf(result)).toEqual(['orders']));

    rerender({ entityRef: 'component:default/other', version: 1 });

    expect(result.current).toMatchObject({ loading: true });
    expect(result.current.operations).toBeUndefined();
  });

  it('keeps what is shown when the next page does not come, and asks for that page again', async () => {
    const asked: (string | undefined)[] = [];
    const answers = [
      async () => ({ items: operations('2'), nextCursor: 'a' }),
      async () => Promise.reject(new TypeError('Failed to fetch')),
      async () => ({ items: operations('1') }),
    ];
    const { result } = render((_, page) => {
      asked.push(page?.cursor);
      return answers.shift()!();
    });
    await waitFor(() => expect(idsOf(result)).toEqual(['2']));
    act(() => result.current.showMore());
    await waitFor(() =>
      expect(result.current.problem).toEqual({ kind: 'offline' }),
    );
    expect(idsOf(result)).toEqual(['2']);

    act(() => result.current.retry());

    await waitFor(() => expect(idsOf(result)).toEqual(['2', '1']));
    expect(result.current.problem).toBeUndefined();
    expect(asked).toEqual([undefined, 'a', 'a']);
  });

  it('asks for the newest ones again when those did not come', async () => {
    const asked: (string | undefined)[] = [];
    const answers = [
      async () => ({ items: operations('2'), nextCursor: 'a' }),
      async () => Promise.reject(new TypeError('Failed to fetch')),
      async () => ({ items: operations('3', '2'), nextCursor: 'b' }),
    ];
    const { result, rerender } = render((_, page) => {
      asked.push(page?.cursor);
      return answers.shift()!();
    });
    await waitFor(() => expect(idsOf(result)).toEqual(['2']));
    rerender({ entityRef: 'component:default/orders', version: 2 });
    await waitFor(() => expect(result.current.problem).toBeDefined());

    act(() => result.current.retry());

    await waitFor(() => expect(idsOf(result)).toEqual(['3', '2']));
    expect(asked).toEqual([undefined, undefined, undefined]);
  });
});
