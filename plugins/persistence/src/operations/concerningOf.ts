import type {
  Operation,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { isOfWorkload } from './isOfWorkload';
import { isRunning } from './isRunning';

/** The operation of a workload that matters now: the one that runs, else the last one. */
export function concerningOf<Tracked extends { operation: Operation }>(
  tracked: Tracked[],
  assessment: WorkloadAssessment,
): Tracked | undefined {
  const own = tracked
    .filter(({ operation }) => isOfWorkload(operation, assessment))
    .sort((one, other) =>
      other.operation.createdAt.localeCompare(one.operation.createdAt),
    );
  return own.find(({ operation }) => isRunning(operation)) ?? own[0];
}
