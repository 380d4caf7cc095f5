import type { ClaimRef, WorkloadRef } from './references';

/**
 * What a claim is doing.
 *
 * - `creating`: its volume is being made
 * - `waiting-for-pod`: its volume is made when a pod needs it, which is normal
 * - `attaching`: a pod that needs it is starting
 * - `attached`: a running pod uses it
 * - `detached`: it holds data and nothing uses it
 * - `growing`, `restart-needed`: it is being made larger; the latter finishes when the pod has been restarted
 * - `deleting`: it goes as soon as no pod uses it
 * - `lost`: its volume is gone, or there is no such claim
 * - `failed`: its volume cannot be made; `message` has the driver's words
 *
 * @public
 */
export type ClaimState =
  | 'creating'
  | 'waiting-for-pod'
  | 'attaching'
  | 'attached'
  | 'detached'
  | 'growing'
  | 'restart-needed'
  | 'deleting'
  | 'lost'
  | 'failed';

/**
 * How full a volume is.
 *
 * @public
 */
export interface VolumeUsage {
  /** What is used, in bytes. */
  usedBytes: number;
  /** What there is, in bytes. */
  capacityBytes: number;
  /** How many files and folders there are. */
  usedInodes?: number;
  /** RFC 3339. */
  at: string;
  /** Where the figures come from. */
  source: 'prometheus' | 'exec';
}

/**
 * A snapshot of a claim.
 *
 * @public
 */
export interface ClaimSnapshot {
  /** The name of the VolumeSnapshot. */
  name: string;
  /** RFC 3339. */
  createdAt: string;
  /** Whether it can be restored. */
  ready: boolean;
  /** The least size of a volume made from it, a Kubernetes quantity. */
  restoreSize?: string;
  /** Why it is not ready. */
  message?: string;
}

/**
 * A PersistentVolumeClaim, as far as its users need to know it. Sizes are Kubernetes quantities.
 *
 * @public
 */
export interface Claim extends ClaimRef {
  /** The ordinal of the StatefulSet's replica that it belongs to. */
  replica?: number;
  /** What it is doing. */
  state: ClaimState;
  /** Why it is in this state, in English. */
  message?: string;
  /** The name of its storage class; absent where it has none. */
  storageClass?: string;
  /** Who may use it at a time, in the words of Kubernetes: `ReadWriteOnce`, `ReadWriteMany` … */
  accessModes: string[];
  /** What was asked for, a Kubernetes quantity. */
  requestedSize: string;
  /** What was given, a Kubernetes quantity; absent while there is no volume. */
  capacitySize?: string;
  /** How full it is, where that is known. */
  usage?: VolumeUsage;
  /** What becomes of the data when the claim is deleted; absent where volumes may not be read. */
  reclaimPolicy?: 'Delete' | 'Retain';
  /** The name of its PersistentVolume. */
  volumeName?: string;
  /** The workloads that name it. */
  usedBy: WorkloadRef[];
  /** RFC 3339. */
  unusedSince?: string;
  /** Its snapshots, where they are known. */
  snapshots: ClaimSnapshot[];
}

/**
 * A claim that keeps its data although nothing uses it. What is recorded on the claim itself outlives the database and the
 * workload; it is absent where that record is gone.
 *
 * @public
 */
export interface ShelvedClaim extends Claim {
  /** Where it was mounted. */
  path?: string;
  /** Which of its folders was mounted. */
  subPath?: string;
  /** RFC 3339. */
  shelvedAt?: string;
  /** RFC 3339. */
  keepUntil?: string;
  /** Who put it on the shelf: an entity reference of a user, or the subject of a service. */
  shelvedBy?: string;
}
