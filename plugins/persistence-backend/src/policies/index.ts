export { addDuration } from './addDuration';
export type { Policies, SizePolicy, StorageClassPolicy } from './Policies';
export { readPolicies } from './readPolicies';
