import type { ReactNode } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { Operation, Plan } from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../../api';
import { useBeginning, type PlanState } from '../../data';
import { RefusalNote } from './RefusalNote';

/** Beginning what a plan says. */
export interface PlanBeginning {
  busy: boolean;
  /** Why it was not begun. */
  note?: ReactNode;
  begin: (plan: Plan) => void;
}

/** Has the plan of a dialog carried out; the dialog closes when that was begun. */
export function usePlanBeginning(options: {
  entityRef: string;
  planning: PlanState;
  onStarted: (operation: Operation) => void;
  onClose: () => void;
}): PlanBeginning {
  const api = useApi(persistenceApiRef);
  const { entityRef, planning, onStarted, onClose } = options;
  const show = (operation: Operation) => {
    onStarted(operation);
    onClose();
  };
  const { isAsking, refusal, begin, retry } = useBeginning({
    onStarted: show,
    onNewerPlan: planning.replace,
  });
  // What was wrong with one plan says nothing of the next
  const isOver = refusal && 'plan' in refusal && refusal.plan !== planning.plan;

  return {
    busy: isAsking,
    note: refusal && !isOver && !isAsking && (
      <RefusalNote refusal={refusal} onShow={show} onRetry={retry} />
    ),
    begin: plan => begin(() => api.startOperation(entityRef, plan)),
  };
}
