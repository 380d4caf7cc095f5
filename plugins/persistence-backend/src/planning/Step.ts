import type { Message, WorkloadRef } from 'backstage-plugin-persistence-common';

/**
 * How a Deployment replaced its pods before we changed it, as its manifest said it.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export interface DeploymentStrategy {
  type: 'Recreate' | 'RollingUpdate';
  rollingUpdate?: {
    maxSurge?: number | string;
    maxUnavailable?: number | string;
  };
}

/** Space that lives as long as its pod. https://kubernetes.io/docs/concepts/storage/volumes/#emptydir */
export interface EmptyDir {
  medium?: string;
  sizeLimit?: string;
}

/** A workload whose pods we may change, as the plan knew it. */
export type ChangeableWorkload = WorkloadRef & {
  kind: 'Deployment' | 'StatefulSet';
  uid: string;
  generation: number;
};

/** Where one container sees a volume. */
export interface PlannedMount {
  container: string;
  /** Whether it is among the pod's `initContainers`; sidecars are, too. */
  init: boolean;
  path: string;
  subPath?: string;
}

/** What is written on a claim, so that it outlives the workload and our database. */
export interface ClaimRecord {
  /** The name of the workload. */
  workload: string;
  container: string;
  path: string;
  subPath?: string;
  /** What a detach puts back. */
  previousStrategy?: DeploymentStrategy;
  /** The volume whose place the claim took. */
  replaced?: { volume: string; emptyDir: EmptyDir };
}

/** Makes a claim. */
export interface CreateClaimStep {
  kind: 'create-claim';
  namespace: string;
  name: string;
  size: string;
  storageClass: string;
  accessMode: string;
  /** Shown by the Kubernetes plugin beside the workload. */
  kubernetesId?: string;
  record: ClaimRecord;
  /** RFC 3339: until when the shelf keeps it if the operation is taken back. */
  keepUntil: string;
}

/** Takes a claim off the shelf: writes what it is used for now. */
export interface AdoptClaimStep {
  kind: 'adopt-claim';
  namespace: string;
  name: string;
  uid: string;
  record: ClaimRecord;
  /** RFC 3339: until when the shelf keeps it if the operation is taken back. */
  keepUntil: string;
}

/** Adds a claim to the pod template, in one patch with the strategy. The pods are replaced. */
export interface MountClaimStep {
  kind: 'mount-claim';
  workload: ChangeableWorkload;
  claim: string;
  /** The name of the pod's volume. */
  volume: string;
  /** Whether the volume is there as an `emptyDir` and becomes the claim's. */
  replacesEmptyDir: boolean;
  mounts: PlannedMount[];
  /** Whether the old pod has to end before the new one starts, and does not yet. */
  recreate: boolean;
}

/** Takes a claim out of the pod template, in one patch with the strategy. The pods are replaced. */
export interface UnmountClaimStep {
  kind: 'unmount-claim';
  workload: ChangeableWorkload;
  claim: string;
  volume: string;
  mounts: PlannedMount[];
  /** Comes back in the claim's place; the mounts stay. */
  restoredEmptyDir?: EmptyDir;
  restoredStrategy?: DeploymentStrategy;
}

/** Replaces all pods. */
export interface RestartWorkloadStep {
  kind: 'restart-workload';
  workload: ChangeableWorkload;
  /** RFC 3339; the same at every try, so that it lands once. */
  restartedAt: string;
}

/** Waits until the rollout is complete, and looks whether every ready pod has what it should. */
export interface AwaitRolloutStep {
  kind: 'await-rollout';
  workload: ChangeableWorkload;
  present: { claim: string; mounts: PlannedMount[] }[];
  /** Claims that no pod may use any more. */
  absent: string[];
}

/** Puts a claim on the shelf: writes since when, by whom and until when. */
export interface ShelveClaimStep {
  kind: 'shelve-claim';
  namespace: string;
  name: string;
  uid: string;
  record: Partial<ClaimRecord>;
  /** RFC 3339. */
  keepUntil: string;
}

/** One step of a plan. Data only: it is stored, and run by the handler of its kind. */
export type Step =
  | CreateClaimStep
  | AdoptClaimStep
  | MountClaimStep
  | UnmountClaimStep
  | RestartWorkloadStep
  | AwaitRolloutStep
  | ShelveClaimStep;

/** A step, and the sentence that says what it does. */
export interface PlannedStep {
  step: Step;
  title: Message;
}
