import type { Claim } from './Claim';

/**
 * A folder that may be worth keeping.
 *
 * @public
 */
export interface SuggestedPath {
  path: string;
  container: string;
  /** Why it is suggested, in English. */
  reason: string;
  bytes?: number;
}

/**
 * A storage class that may be chosen.
 *
 * @public
 */
export interface StorageClassOption {
  name: string;
  title?: string;
  default: boolean;
  expandable: boolean;
  snapshots: boolean;
  accessModes: string[];
  bindingMode: string;
  reclaimPolicy: string;
}

/**
 * What a workload's data could be kept on. Sizes are Kubernetes quantities.
 *
 * @public
 */
export interface Options {
  paths: SuggestedPath[];
  storageClasses: StorageClassOption[];
  size: { default: string; min: string; max: string };
  /** Existing claims that the workload may attach. */
  claims: Claim[];
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
