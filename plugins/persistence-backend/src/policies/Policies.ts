/** A storage class that may be chosen. */
export interface StorageClassPolicy {
  name: string;
  /** What people call it. */
  title?: string;
  /** Whether it is chosen unless somebody chooses another one. */
  default: boolean;
}

/** How large a claim may be. Kubernetes quantities, `min` ≤ `default` ≤ `max`. */
export interface SizePolicy {
  default: string;
  min: string;
  max: string;
}

/** What the platform team allows. */
export interface Policies {
  /** In the order in which they are offered. Undefined: all that a cluster has. */
  storageClasses?: StorageClassPolicy[];
  size: SizePolicy;
}
