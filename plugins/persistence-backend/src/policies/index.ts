export type { Policies, SizePolicy, StorageClassPolicy } from './Policies';
export { readPolicies } from './readPolicies';
