export { auditOutcome } from './auditOutcome';
export { clusterLookup } from './clusterLookup';
export { DefaultOperationService } from './DefaultOperationService';
export { DefaultPlanService } from './DefaultPlanService';
export { OperationRunner } from './OperationRunner';
export type { OperationRequest, OperationService } from './OperationService';
export { PlanBlockedError, PlanOutdatedError } from './PlanErrors';
export type { PlanService } from './PlanService';
export { recentOperations } from './recentOperations';
export { STEP_HANDLERS } from './steps';
export {
  DatabaseOperationStore,
  OperationInProgressError,
  type OperationStore,
} from './store';
