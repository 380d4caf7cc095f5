import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import type { Operation } from 'backstage-plugin-persistence-common';
import { useOperations, type EntityPersistenceState } from '../../data';
import { mayUndo } from '../../operations';
import {
  EntityActionsContext,
  type EntityActions,
  type Question,
} from './EntityActions';
import { QuestionDialog } from './QuestionDialog';

/** Knows what is being done to an entity's workloads, and asks a person one question at a time. */
export function EntityActionsProvider({
  entityRef,
  state,
  refresh,
  children,
}: {
  entityRef: string;
  state: EntityPersistenceState;
  /** Fetches what the cluster has now. */
  refresh: (options: { changed: boolean }) => void;
  children: ReactNode;
}) {
  const onEnded = useCallback(() => refresh({ changed: true }), [refresh]);
  const { operations, follow } = useOperations(entityRef, {
    persistence: state.persistence,
    onEnded,
  });
  const [asked, setAsked] = useState<{ question: Question; count: number }>();
  const [open, setOpen] = useState(false);
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const begun = useRef(new Set<string>());

  const onStarted = useCallback(
    (operation: Operation) => {
      begun.current.add(operation.id);
      setOpen(false);
      follow(operation);
    },
    [follow],
  );

  const workloads = state.persistence?.workloads;
  const actions = useMemo<EntityActions>(
    () => ({
      entityRef,
      operations,
      dismissed,
      mayUndo: operation => mayUndo(operation, workloads ?? []),
      ask: question => {
        setAsked(last => ({ question, count: (last?.count ?? 0) + 1 }));
        setOpen(true);
      },
      follow,
      dismiss: id => setDismissed(last => new Set([...last, id])),
      begunHere: id => begun.current.has(id),
    }),
    [entityRef, operations, workloads, dismissed, follow],
  );

  return (
    <EntityActionsContext.Provider value={actions}>
      {children}
      {asked && (
        <QuestionDialog
          key={asked.count}
          entityRef={entityRef}
          question={asked.question}
          shelf={state.persistence?.shelf ?? []}
          open={open}
          onClose={() => setOpen(false)}
          onStarted={onStarted}
        />
      )}
    </EntityActionsContext.Provider>
  );
}
