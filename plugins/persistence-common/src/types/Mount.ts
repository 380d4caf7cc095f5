import type { Claim } from './Claim';

/**
 * What a container sees at a path.
 *
 * - `claim`, `claim-template`: a PersistentVolumeClaim; the latter one per replica of a StatefulSet
 * - `empty-dir`, `memory`, `ephemeral-claim`: space that lives as long as the pod
 * - `host-path`: a folder of the node
 * - `config`: what the cluster or an image brings along: ConfigMaps, Secrets, image volumes; not the service's own data
 * - `image`: the container's own file system
 *
 * @public
 */
export type MountSource =
  | 'claim'
  | 'claim-template'
  | 'empty-dir'
  | 'memory'
  | 'host-path'
  | 'config'
  | 'image'
  | 'ephemeral-claim'
  | 'other';

/**
 * What data outlives.
 *
 * @public
 */
export interface Survival {
  /** The container ends and is started again in the same pod. */
  containerRestart: boolean;
  /** The pod is replaced by another one, on any node. */
  redeploy: boolean;
  /** The node does not come back. */
  nodeLoss: boolean;
}

/**
 * Where a container's data lives, and for how long.
 *
 * @public
 */
export interface Mount {
  /** The name of the container. */
  container: string;
  /** Where the container sees it, an absolute path. */
  path: string;
  /** Which folder of the volume it sees; absent for the whole volume. */
  subPath?: string;
  /** Whether the container cannot write to it. */
  readOnly: boolean;
  /** The name of the pod's volume; empty for the container's own file system. */
  volume: string;
  /** What is there. */
  source: MountSource;
  /** What the data there outlives. */
  survives: Survival;
  /** The claim, where one is behind it. */
  claim?: Claim;
}
