import type { PodVolume } from './Workload';

/** A container of a running pod. */
export interface PodContainer {
  name: string;
  ready: boolean;
  state: 'waiting' | 'running' | 'terminated';
  /** Why it waits or ended, for example `ContainerCreating`. */
  reason?: string;
  message?: string;
  restarts: number;
}

/** A pod, as far as we keep it. */
export interface Pod {
  namespace: string;
  name: string;
  uid: string;
  labels: Readonly<Record<string, string>>;
  createdAt: string;
  /** Whether it is being deleted. */
  deleting: boolean;
  /** When its grace period is over, if it is being deleted. */
  endsAt?: string;
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  ready: boolean;
  /** Where it was placed. */
  node?: string;
  /** Why it could not be placed, in the scheduler's words. */
  unschedulable?: string;
  /** The object that controls it: a ReplicaSet, StatefulSet, DaemonSet or Job. */
  controller?: { kind: string; name: string; uid: string };
  /** Without the token of its service account, which every pod gets. */
  volumes: PodVolume[];
  containers: PodContainer[];
}
