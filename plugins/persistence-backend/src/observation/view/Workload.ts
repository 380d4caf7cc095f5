import type { WorkloadRef } from 'backstage-plugin-persistence-common';

/** A volume of a pod, as far as we need to know it. https://kubernetes.io/docs/concepts/storage/volumes/ */
export type PodVolume = { name: string } & (
  | { kind: 'claim'; claimName: string; readOnly: boolean }
  | { kind: 'empty-dir'; medium: 'disk' | 'memory'; sizeLimit?: string }
  | { kind: 'ephemeral-claim' }
  | { kind: 'host-path'; path: string }
  /** ConfigMaps, Secrets, the downward API, projections of them, and images. */
  | { kind: 'config'; type: string }
  /** A volume that names its storage in the pod itself: NFS, inline CSI, cloud disks of old and what may come. */
  | { kind: 'other'; type: string }
);

/** Where a container sees a volume: as a folder, or as a device. */
export interface VolumeMount {
  /** The name of the volume. */
  volume: string;
  path: string;
  subPath?: string;
  readOnly: boolean;
}

/**
 * A container of a pod template. `init` containers end before the others start; a `sidecar` is an init container that goes on
 * (https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/).
 */
export interface Container {
  name: string;
  role: 'main' | 'init' | 'sidecar';
  image: string;
  readOnlyRootFilesystem: boolean;
  mounts: VolumeMount[];
}

/** What the pods of a workload are made from. */
export interface PodTemplate {
  labels: Readonly<Record<string, string>>;
  containers: Container[];
  volumes: PodVolume[];
}

/** A claim template of a StatefulSet. */
export interface ClaimTemplate {
  name: string;
  storageClass?: string;
  accessModes: string[];
  requestedSize: string;
}

/** How a workload replaces its pods. Numbers are resolved: percentages are counted out for its replicas. */
export type UpdateStrategy =
  | { type: 'Recreate' }
  | { type: 'RollingUpdate'; maxSurge: number; maxUnavailable: number }
  /** Of a StatefulSet: pods from this ordinal on. */
  | { type: 'RollingUpdate'; partition: number }
  | { type: 'OnDelete' };

/** What a workload's controller says of the latest change. */
export interface WorkloadStatus {
  observedGeneration: number;
  replicas: number;
  updatedReplicas: number;
  readyReplicas: number;
  availableReplicas: number;
  /** Of a StatefulSet. */
  currentRevision?: string;
  updateRevision?: string;
  /** Of a Deployment or Job. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status */
  conditions: {
    type: string;
    status: string;
    reason?: string;
    message?: string;
  }[];
}

/** A workload, as far as we keep it. */
export interface Workload {
  kind: WorkloadRef['kind'];
  namespace: string;
  name: string;
  uid: string;
  labels: Readonly<Record<string, string>>;
  annotations: Readonly<Record<string, string>>;
  /** The object that controls it, for example of an operator. */
  controller?: { apiVersion: string; kind: string; name: string; uid: string };
  /** The managers that write to it, from `managedFields`. */
  fieldManagers: { name: string; operation: string }[];
  createdAt: string;
  generation: number;
  /** Wanted pods; of a Job or CronJob, its parallelism. */
  replicas: number;
  paused: boolean;
  strategy?: UpdateStrategy;
  /** Of a Deployment with a rolling update: the numbers or percentages as its manifest says them. */
  rollingUpdate?: {
    maxSurge?: number | string;
    maxUnavailable?: number | string;
  };
  /** The manager that applies the strategy (server-side apply), and would take another one back. */
  strategyOwner?: string;
  template: PodTemplate;
  /** Of a StatefulSet. */
  claimTemplates: ClaimTemplate[];
  /** The ordinal of a StatefulSet's first replica. */
  firstOrdinal: number;
  /** What a StatefulSet does with its claims. */
  claimRetention?: {
    whenDeleted: 'Retain' | 'Delete';
    whenScaled: 'Retain' | 'Delete';
  };
  status: WorkloadStatus;
}
