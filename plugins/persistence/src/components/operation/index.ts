export { WorkloadOperation } from './WorkloadOperation';
