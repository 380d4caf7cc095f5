export type { ReplicaSet } from './replicaSet';
export {
  KINDS,
  project,
  type Projections,
  type WatchedResource,
} from './project';
