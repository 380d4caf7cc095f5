export { AuthorizedEntityStatusService } from './AuthorizedEntityStatusService';
export { AuthorizedOperationService } from './AuthorizedOperationService';
export { AuthorizedPlanService } from './AuthorizedPlanService';
export { TrustedServices } from './TrustedServices';
