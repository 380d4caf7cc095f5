import type {
  Autoscaler,
  Claim,
  ClusterEvent,
  ObservedResource,
  Pod,
  StorageClass,
  Volume,
  Workload,
} from '../view';
import { projectAutoscaler } from './autoscaler';
import { projectClaim } from './claim';
import { projectEvent } from './event';
import { projectPod } from './pod';
import { projectReplicaSet, type ReplicaSet } from './replicaSet';
import { projectStorageClass } from './storageClass';
import { projectVolume } from './volume';
import {
  projectCronJob,
  projectDaemonSet,
  projectDeployment,
  projectJob,
  projectStatefulSet,
} from './workload';

/** What is watched: all that views tell of, and in some namespaces what happens there. */
export type WatchedResource = ObservedResource | 'events';

/** What is kept of the objects of each resource. */
export interface Projections {
  deployments: Workload;
  statefulsets: Workload;
  daemonsets: Workload;
  cronjobs: Workload;
  jobs: Workload;
  replicasets: ReplicaSet;
  pods: Pod;
  persistentvolumeclaims: Claim;
  persistentvolumes: Volume;
  storageclasses: StorageClass & { uid: string };
  horizontalpodautoscalers: Autoscaler;
  events: ClusterEvent;
}

const PROJECT: {
  [R in WatchedResource]: (object: object) => Projections[R] | undefined;
} = {
  deployments: projectDeployment,
  statefulsets: projectStatefulSet,
  daemonsets: projectDaemonSet,
  cronjobs: projectCronJob,
  jobs: projectJob,
  replicasets: projectReplicaSet,
  pods: projectPod,
  persistentvolumeclaims: projectClaim,
  persistentvolumes: projectVolume,
  storageclasses: projectStorageClass,
  horizontalpodautoscalers: projectAutoscaler,
  events: projectEvent,
};

/** The kinds of objects, by their resource. */
export const KINDS: { [R in WatchedResource]: string } = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  cronjobs: 'CronJob',
  jobs: 'Job',
  replicasets: 'ReplicaSet',
  pods: 'Pod',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  persistentvolumes: 'PersistentVolume',
  storageclasses: 'StorageClass',
  horizontalpodautoscalers: 'HorizontalPodAutoscaler',
  events: 'Event',
};

/**
 * What is kept of an object as the API server sent it: frozen, and nothing of the original. Undefined where it is no object of a
 * cluster, or of no interest. Fields that are missing, unknown or of another type than they should be do no harm.
 */
export function project<R extends WatchedResource>(
  resource: R,
  object: unknown,
): Projections[R] | undefined {
  return typeof object === 'object' && object !== null
    ? PROJECT[resource](object)
    : undefined;
}
