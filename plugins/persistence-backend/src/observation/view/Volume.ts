/** A PersistentVolume, as far as we keep it. */
export interface Volume {
  name: string;
  uid: string;
  labels: Readonly<Record<string, string>>;
  createdAt: string;
  phase: 'Pending' | 'Available' | 'Bound' | 'Released' | 'Failed';
  /** Empty: it belongs to no class. */
  storageClass: string;
  accessModes: string[];
  capacitySize: string;
  reclaimPolicy: 'Delete' | 'Retain' | 'Recycle';
  volumeMode: 'Filesystem' | 'Block';
  /** What kind of storage it is: the field of its source, for example `csi`, `hostPath`, `local`, `nfs`. */
  type: string;
  /** The CSI driver. */
  driver?: string;
  /** The claim that it is bound to or reserved for. */
  claimRef?: { namespace: string; name: string; uid?: string };
  /** The node labels that its node affinity asks for, for example `kubernetes.io/hostname`. */
  affinityKeys: string[];
}
