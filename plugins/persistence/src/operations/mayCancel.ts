import type {
  Operation,
  OperationStep,
} from 'backstage-plugin-persistence-common';
import { isRunning } from './isRunning';

/** Steps from which on the pods are replaced. Taking them back is an undo, which says what it means for the data. */
const TOUCHES_PODS: ReadonlySet<OperationStep['kind']> = new Set([
  'mount-claim',
  'unmount-claim',
  'restart-workload',
]);

/** Whether asking to stop makes sense. The backend decides, and may have gone on meanwhile. */
export function mayCancel(operation: Operation): boolean {
  return (
    isRunning(operation) &&
    operation.state !== 'cancelling' &&
    !operation.steps.some(
      ({ kind, state }) => TOUCHES_PODS.has(kind) && state !== 'waiting',
    )
  );
}
