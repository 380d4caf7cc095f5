import type { Claim } from './Claim';

/**
 * A folder that may be worth keeping.
 *
 * @public
 */
export interface SuggestedPath {
  /** An absolute path in the container. */
  path: string;
  /** The name of the container. */
  container: string;
  /** Why it is suggested, in English. */
  reason: string;
  /** How much is there, where somebody looked. */
  bytes?: number;
}

/**
 * A storage class that may be chosen.
 *
 * @public
 */
export interface StorageClassOption {
  /** Its name in the cluster. */
  name: string;
  /** What the platform team calls it. */
  title?: string;
  /** Whether it is used when none is chosen. */
  default: boolean;
  /** Whether its volumes can grow. */
  expandable: boolean;
  /** Whether snapshots can be made of its volumes. */
  snapshots: boolean;
  /** Which access modes may be asked of it. */
  accessModes: string[];
  /** When a volume is made: `Immediate` or `WaitForFirstConsumer`. */
  bindingMode: string;
  /** What becomes of the data when a claim is deleted: `Delete` or `Retain`. */
  reclaimPolicy: string;
}

/**
 * What a workload's data could be kept on. Sizes are Kubernetes quantities.
 *
 * @public
 */
export interface Options {
  /** Folders that may be worth keeping, the best first. */
  paths: SuggestedPath[];
  /** Storage classes that may be chosen. */
  storageClasses: StorageClassOption[];
  /** How large a volume may be. */
  size: { default: string; min: string; max: string };
  /** Existing claims that the workload may attach. */
  claims: Claim[];
  /** Snapshots that a volume could be made from. */
  snapshots: {
    name: string;
    ofClaim?: string;
    createdAt: string;
    restoreSize?: string;
  }[];
  /** Free pre-made PersistentVolumes. */
  volumes: {
    name: string;
    size: string;
    accessModes: string[];
    storageClass?: string;
  }[];
}
