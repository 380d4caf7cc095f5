import type {
  IntentKind,
  Operation,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { isOfWorkload } from './isOfWorkload';

/** What a person must be allowed to, to take an intent back. */
const OPPOSITES: Partial<Record<IntentKind, IntentKind>> = {
  attach: 'detach',
  detach: 'attach',
};

/** Whether it can be undone by the person who looks, as far as is known. The backend decides. */
export function mayUndo(
  operation: Operation,
  workloads: readonly WorkloadAssessment[],
): boolean {
  const opposite = OPPOSITES[operation.intent.kind];
  const isDenied = workloads.some(
    assessment =>
      isOfWorkload(operation, assessment) &&
      assessment.actions.some(
        ({ intent, reason }) =>
          intent === opposite && reason?.code === 'NOT_PERMITTED',
      ),
  );
  return operation.undoable && !isDenied;
}
