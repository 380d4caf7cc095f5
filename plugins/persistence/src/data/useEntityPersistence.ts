import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { useSignal } from '@backstage/plugin-signals-react';
import {
  signalChannelOf,
  type EntityPersistence,
} from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../api';
import {
  keepsLastKnownState,
  toLoadProblem,
  type LoadProblem,
} from './LoadProblem';
import { Refresher } from './Refresher';

/** Signals can be lost, and not every portal has them. */
const REVALIDATION_MILLISECONDS = 60_000;

/** What is known of an entity, and how well. */
export interface EntityPersistenceState {
  /** The last known state; `undefined` before the first answer, and when this person may not see it. */
  persistence?: EntityPersistence;
  /** When {@link persistence} was fetched. */
  fetchedAt?: Date;
  /** Why the last fetch failed; `persistence` is older then. */
  problem?: LoadProblem;
  /** A fetch is under way. */
  loading: boolean;
}

const NOTHING_YET: EntityPersistenceState = { loading: true };

/**
 * Where an entity's data lives, kept up to date: fetched again when the backend signals a change, when the window gets the
 * focus, when the network is back, and once a minute.
 */
export function useEntityPersistence(
  entityRef: string,
): EntityPersistenceState & {
  /** @param options.changed - a fetch that is under way may be too old */
  refresh: (options?: { changed?: boolean }) => void;
} {
  const api = useApi(persistenceApiRef);
  const { lastSignal } = useSignal(signalChannelOf(entityRef));
  const refresher = useRef<Refresher<EntityPersistence>>();
  const [known, setKnown] = useState({ entityRef, state: NOTHING_YET });

  useEffect(() => {
    const update = (
      change: (state: EntityPersistenceState) => EntityPersistenceState,
    ) =>
      setKnown(last => ({
        entityRef,
        state: change(last.entityRef === entityRef ? last.state : NOTHING_YET),
      }));

    const current = Refresher.create({
      fetch: signal => api.getEntityPersistence(entityRef, { signal }),
      onStart: () => update(state => ({ ...state, loading: true })),
      onResult: persistence =>
        update(() => ({ persistence, fetchedAt: new Date(), loading: false })),
      onError: error => {
        const problem = toLoadProblem(error);
        update(state =>
          keepsLastKnownState(problem)
            ? { ...state, problem, loading: false }
            : { problem, loading: false },
        );
      },
    });
    const refresh = () => current.refresh();
    const refreshWhenVisible = () => {
      if (document.visibilityState === 'visible') {
        refresh();
      }
    };

    refresher.current = current;
    refresh();
    const timer = setInterval(refreshWhenVisible, REVALIDATION_MILLISECONDS);
    window.addEventListener('focus', refresh);
    window.addEventListener('online', refresh);
    document.addEventListener('visibilitychange', refreshWhenVisible);
    return () => {
      current.stop();
      clearInterval(timer);
      window.removeEventListener('focus', refresh);
      window.removeEventListener('online', refresh);
      document.removeEventListener('visibilitychange', refreshWhenVisible);
    };
  }, [api, entityRef]);

  useEffect(() => {
    if (lastSignal) {
      refresher.current?.refresh({ changed: true });
    }
  }, [lastSignal]);

  return {
    ...(known.entityRef === entityRef ? known.state : NOTHING_YET),
    refresh: useCallback(options => refresher.current?.refresh(options), []),
  };
}
