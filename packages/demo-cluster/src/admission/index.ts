import type { Admission } from './Admission';
import { clusterAddresses } from './clusterAddresses';
import { defaultStorageClass } from './defaultStorageClass';
import { namespaceLifecycle } from './namespaceLifecycle';
import { nodePorts } from './nodePorts';
import { podSecurity } from './podSecurity';
import { resourceQuota } from './resourceQuota';
import { storageObjectInUse } from './storageObjectInUse';
import { volumeGrowth } from './volumeGrowth';

export type { Admission, AdmissionRequest, ObjectReader } from './Admission';

/** What completes an object before its fields are checked. */
export const completing: readonly Admission[] = [
  namespaceLifecycle,
  defaultStorageClass,
  storageObjectInUse,
  clusterAddresses,
  nodePorts,
];

/** What judges an object whose fields are right. */
export const judging: readonly Admission[] = [
  namespaceLifecycle,
  podSecurity,
  volumeGrowth,
  resourceQuota,
];
