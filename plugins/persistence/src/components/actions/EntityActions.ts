import { createContext, useContext } from 'react';
import type {
  Operation,
  ShelvedClaim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import type { TrackedOperation } from '../../data';

/** A question that is put to a person before something is done. */
export type Question =
  | { kind: 'keep'; workload: WorkloadAssessment; claim?: ShelvedClaim }
  | { kind: 'stop'; workload: WorkloadAssessment }
  | { kind: 'redeploy'; workload: WorkloadAssessment }
  | { kind: 'undo'; operation: Operation };

/** What is being done to an entity's workloads, and what a person can do. */
export interface EntityActions {
  entityRef: string;
  /** Those that run, and those that have ended lately. */
  operations: TrackedOperation[];
  /** Ends that a person has read. */
  dismissed: ReadonlySet<string>;
  /** Whether this person can take it back. */
  mayUndo: (operation: Operation) => boolean;
  /** Opens the dialog for it. */
  ask: (question: Question) => void;
  /** Shows a newer copy of an operation at once. */
  follow: (operation: Operation) => void;
  dismiss: (operationId: string) => void;
  /** Whether the operation was begun here, so that the focus goes where its steps are shown. */
  begunHere: (operationId: string) => boolean;
}

/** Given by {@link EntityActionsProvider}. */
export const EntityActionsContext = createContext<EntityActions | undefined>(
  undefined,
);

/** @throws Error outside of a provider */
export function useEntityActions(): EntityActions {
  const actions = useContext(EntityActionsContext);
  if (!actions) {
    throw new Error('There is no EntityActionsProvider around this component');
  }
  return actions;
}
