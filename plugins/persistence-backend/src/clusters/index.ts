export type {
  Cluster,
  ClusterRequest,
  ExecOptions,
  ExecSession,
  ExecTarget,
  WatchEvent,
  WatchOptions,
} from './Cluster';
export { ClusterError, type ClusterErrorKind } from './ClusterError';
export type { ClusterSource } from './ClusterSource';
export type { AccessProvider } from './access/AccessProvider';
export type { ClusterAccess, TlsMaterial } from './access/ClusterAccess';
export { FixedAccess } from './access/FixedAccess';
export { DefaultCluster } from './DefaultCluster';
export { createClusterSources } from './createClusterSources';
