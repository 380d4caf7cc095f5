export { AuditLog, type AuditedRequest } from './AuditLog';
export { accessOfKubeconfig } from './accessOfKubeconfig';
export { DemoClusterProcess, EXAMPLE_MANIFESTS } from './DemoClusterProcess';
export { FaultyApiServer } from './FaultyApiServer';
export type { Fault, RecordedRequest } from './faults';
export { eventually } from './eventually';
