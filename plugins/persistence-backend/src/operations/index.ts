export { auditOutcome } from './auditOutcome';
export type { CallerCredentials } from './CallerCredentials';
export { clusterLookup } from './clusterLookup';
export { DefaultOperationService } from './DefaultOperationService';
export { DefaultPlanService } from './DefaultPlanService';
export { OperationRunner } from './OperationRunner';
export type {
  OperationRequest,
  OperationService,
  OperationSubject,
} from './OperationService';
export { PlanBlockedError, PlanOutdatedError } from './PlanErrors';
export type { PlanService } from './PlanService';
export { recentOperations } from './recentOperations';
export { STEP_HANDLERS } from './steps';
export {
  DatabaseOperationStore,
  OperationInProgressError,
  parseCursor,
  type OperationStore,
} from './store';
