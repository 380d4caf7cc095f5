import type { Admission } from './Admission';
import { defaultStorageClass } from './defaultStorageClass';
import { namespaceLifecycle } from './namespaceLifecycle';
import { nodePorts } from './nodePorts';
import { podSecurity } from './podSecurity';
import { resourceQuota } from './resourceQuota';
import { storageObjectInUse } from './storageObjectInUse';
import { volumeGrowth } from './volumeGrowth';

export type { Admission, AdmissionRequest, ObjectReader } from './Admission';

/** All rules, those that complete an object before those that judge it. */
export const admissions: readonly Admission[] = [
  namespaceLifecycle,
  podSecurity,
  defaultStorageClass,
  storageObjectInUse,
  nodePorts,
  volumeGrowth,
  resourceQuota,
];
