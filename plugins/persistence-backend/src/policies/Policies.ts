/** A storage class that may be chosen. */
export interface StorageClassPolicy {
  name: string;
  /** What people call it. */
  title?: string;
  /** Whether it is chosen unless somebody chooses another one. */
  default: boolean;
  /** How its volumes may be used. Undefined: as far as its provisioner is known. */
  accessModes?: string[];
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
  mountPaths: {
    /** Folders that are never kept: `/x` is that folder, `/x/**` it and all below. */
    deny: string[];
  };
  shelf: {
    /** How long a claim is kept that was taken off: an ISO 8601 duration. */
    keepFor: string;
  };
}
