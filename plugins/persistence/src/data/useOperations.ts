import { useCallback, useEffect, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  EntityPersistence,
  Operation,
} from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../api';
import { OperationTracker, type TrackedOperation } from './OperationTracker';

const NONE: TrackedOperation[] = [];

/**
 * The operations of an entity that run or have ended lately, also those of other tabs and people: found in the answers about the
 * entity, looked at several times a second while they run.
 */
export function useOperations(
  entityRef: string,
  options: {
    persistence: EntityPersistence | undefined;
    /** Called when one has ended, so that what the cluster has now is fetched. */
    onEnded: () => void;
  },
): { operations: TrackedOperation[]; follow: (operation: Operation) => void } {
  const { persistence, onEnded } = options;
  const api = useApi(persistenceApiRef);
  const tracker = useRef<OperationTracker>();
  const [known, setKnown] = useState({ entityRef, operations: NONE });

  useEffect(() => {
    const current = OperationTracker.create({
      fetch: (id, signal) => api.getOperation(id, { signal }),
      onChange: operations => setKnown({ entityRef, operations }),
      onEnded,
    });
    tracker.current = current;
    return () => current.stop();
  }, [api, entityRef, onEnded]);

  useEffect(() => {
    if (persistence) {
      tracker.current?.report(persistence.operations);
    }
  }, [api, entityRef, onEnded, persistence]);

  return {
    operations: known.entityRef === entityRef ? known.operations : NONE,
    follow: useCallback(operation => tracker.current?.follow(operation), []),
  };
}
