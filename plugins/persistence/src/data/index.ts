export type { ActionProblem } from './ActionProblem';
export type { LoadProblem } from './LoadProblem';
export type { TrackedOperation } from './OperationTracker';
export { useCancel, type CancelState } from './useCancel';
export {
  useEntityPersistence,
  type EntityPersistenceState,
} from './useEntityPersistence';
export { useHistory, type HistoryState } from './useHistory';
export { useOperations } from './useOperations';
export { useBeginning, type Refusal } from './useBeginning';
export { useOptions } from './useOptions';
export { usePlan, type PlanState } from './usePlan';
