export { DefaultEntityStatusService } from './DefaultEntityStatusService';
export type { EntityStatusService } from './EntityStatusService';
export { LiveEntityStatusService } from './LiveEntityStatusService';
export { LiveUpdates } from './LiveUpdates';
