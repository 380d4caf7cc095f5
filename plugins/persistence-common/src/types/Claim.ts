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
  usedBytes: number;
  capacityBytes: number;
  usedInodes?: number;
  /** RFC 3339. */
  at: string;
  source: 'prometheus' | 'exec';
}

/**
 * A snapshot of a claim.
 *
 * @public
 */
export interface ClaimSnapshot {
  name: string;
  /** RFC 3339. */
  createdAt: string;
  ready: boolean;
  restoreSize?: string;
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
  state: ClaimState;
  /** Why it is in this state, in English. */
  message?: string;
  storageClass?: string;
  accessModes: string[];
  requestedSize: string;
  capacitySize?: string;
  usage?: VolumeUsage;
  reclaimPolicy?: 'Delete' | 'Retain';
  volumeName?: string;
  usedBy: WorkloadRef[];
  /** RFC 3339. */
  unusedSince?: string;
  snapshots: ClaimSnapshot[];
}

/**
 * A claim that keeps its data although nothing uses it. What is recorded on the claim itself outlives the database and the
 * workload; it is absent where that record is gone.
 *
 * @public
 */
export interface ShelvedClaim extends Claim {
  path?: string;
  subPath?: string;
  /** RFC 3339. */
  shelvedAt?: string;
  /** RFC 3339. */
  keepUntil?: string;
  shelvedBy?: string;
}
