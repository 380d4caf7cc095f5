import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import type { TrackedOperation } from '../../data';
import { concerningOf, isRunning, isWorthShowing } from '../../operations';
import { useNow } from '../useNow';
import { useEntityActions } from './EntityActions';

/** What is being done to a workload, or how it ended, as long as that is news. */
export function useWorkloadOperation(assessment: WorkloadAssessment): {
  running?: TrackedOperation;
  ended?: TrackedOperation;
} {
  const { operations, dismissed } = useEntityActions();
  const now = useNow();
  const tracked = concerningOf(operations, assessment);
  if (!tracked) {
    return {};
  }
  const { operation, confirmed } = tracked;
  if (isRunning(operation)) {
    return { running: tracked };
  }
  return !dismissed.has(operation.id) &&
    isWorthShowing(operation, { assessment, confirmed, now })
    ? { ended: tracked }
    : {};
}
