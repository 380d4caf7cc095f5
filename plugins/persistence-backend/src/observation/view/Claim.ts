/** A PersistentVolumeClaim, as far as we keep it. Sizes are Kubernetes quantities. */
export interface Claim {
  namespace: string;
  name: string;
  uid: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  createdAt: string;
  deleting: boolean;
  phase: 'Pending' | 'Bound' | 'Lost';
  /** Undefined: none was named and there is no default; empty: none is wanted. */
  storageClass?: string;
  accessModes: string[];
  volumeMode: 'Filesystem' | 'Block';
  requestedSize: string;
  capacitySize?: string;
  volumeName?: string;
  /** The labels that its volume has to have. */
  selector?: Readonly<Record<string, string>>;
  /** The node that the scheduler chose; the volume is made when this is known. */
  selectedNode?: string;
  conditions: {
    type: string;
    status: string;
    reason?: string;
    message?: string;
    since?: string;
  }[];
  /** What `status.allocatedResourceStatuses.storage` says of a growth. */
  resizeStatus?: string;
}
