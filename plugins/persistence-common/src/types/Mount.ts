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
  containerRestart: boolean;
  redeploy: boolean;
  nodeLoss: boolean;
}

/**
 * Where a container's data lives, and for how long.
 *
 * @public
 */
export interface Mount {
  container: string;
  path: string;
  subPath?: string;
  readOnly: boolean;
  /** The name of the pod's volume; empty for the container's own file system. */
  volume: string;
  source: MountSource;
  survives: Survival;
  claim?: Claim;
}
