export { parseCursor } from './cursor';
export { DatabaseOperationStore } from './DatabaseOperationStore';
export { LeaseLostError, type Lease } from './Lease';
export { OperationInProgressError } from './OperationInProgressError';
export type * from './OperationStore';
