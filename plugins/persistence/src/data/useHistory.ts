import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Operation,
  OperationPage,
} from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../api';
import {
  keepsLastKnownState,
  toLoadProblem,
  type LoadProblem,
} from './LoadProblem';

const PAGE_SIZE = 10;

/** What was done to an entity's workloads and volumes, as far as it was asked for. */
export interface HistoryState {
  /** Newest first; `undefined` before the first answer. */
  operations?: Operation[];
  /** Where to go on; `undefined` when there are no older ones. */
  nextCursor?: string;
  /** Why the last page could not be fetched. */
  problem?: LoadProblem;
  loading: boolean;
}

/**
 * The history of an entity, page by page.
 *
 * @param version - when it changes, the newest ones are fetched again
 */
export function useHistory(
  entityRef: string,
  version: unknown,
): HistoryState & { showMore: () => void; retry: () => void } {
  const api = useApi(persistenceApiRef);
  const [known, setKnown] = useState<{ entityRef: string } & HistoryState>({
    entityRef,
    loading: true,
  });
  const latest = useRef<AbortController>();
  const lastCursor = useRef<string>();

  const fetchPage = useCallback(
    async (cursor?: string) => {
      const controller = new AbortController();
      latest.current?.abort();
      latest.current = controller;
      lastCursor.current = cursor;
      const update = (change: (state: HistoryState) => HistoryState) => {
        if (latest.current === controller) {
          setKnown(last => ({
            entityRef,
            ...change(last.entityRef === entityRef ? last : { loading: true }),
          }));
        }
      };
      update(state => ({ ...state, loading: true }));
      try {
        const page = await api.listOperations(
          entityRef,
          { limit: PAGE_SIZE, ...(cursor && { cursor }) },
          { signal: controller.signal },
        );
        update(state => (cursor ? append(state, page) : refresh(state, page)));
      } catch (error) {
        const problem = toLoadProblem(error);
        update(state =>
          keepsLastKnownState(problem)
            ? { ...state, problem, loading: false }
            : { problem, loading: false },
        );
      }
    },
    [api, entityRef],
  );

  useEffect(() => {
    fetchPage();
  }, [fetchPage, version]);
  useEffect(
    () => () => {
      latest.current?.abort();
      latest.current = undefined;
    },
    [],
  );

  const state = known.entityRef === entityRef ? known : { loading: true };
  const { nextCursor } = state as HistoryState;
  return {
    ...state,
    showMore: useCallback(() => {
      fetchPage(nextCursor);
    }, [fetchPage, nextCursor]),
    retry: useCallback(() => {
      fetchPage(lastCursor.current);
    }, [fetchPage]),
  };
}

function append(
  { operations = [] }: HistoryState,
  { items, nextCursor }: OperationPage,
): HistoryState {
  const added = new Set(items.map(({ id }) => id));
  return {
    operations: [...operations.filter(({ id }) => !added.has(id)), ...items],
    nextCursor,
    loading: false,
  };
}

/** The newest page in place of what it overlaps; older pages stay, unless there is a gap between. */
function refresh(
  { operations = [], nextCursor }: HistoryState,
  page: OperationPage,
): HistoryState {
  const fresh = new Set(page.items.map(({ id }) => id));
  const older = operations.filter(({ id }) => !fresh.has(id));
  const overlaps = older.length < operations.length;
  return overlaps && older.length > 0
    ? { operations: [...page.items, ...older], nextCursor, loading: false }
    : {
        operations: page.items,
        nextCursor: page.nextCursor,
        loading: false,
      };
}
