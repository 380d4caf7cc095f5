import {
  createMessage,
  type Message,
  type MessageCode,
} from 'backstage-plugin-persistence-common';
import type { ClusterEvent } from '../observation/view';
import { clusterWords } from './clusterWords';

/**
 * The reasons of Kubernetes' own components and of the CSI sidecars:
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/volume/events/event.go and
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/kubelet/events/event.go
 */
const CODES: Readonly<Record<string, MessageCode>> = {
  // Claims
  ProvisioningFailed: 'EVENT_PROVISIONING_FAILED',
  Provisioning: 'EVENT_PROVISIONING',
  ExternalProvisioning: 'EVENT_PROVISIONING',
  ProvisioningSucceeded: 'EVENT_PROVISIONED',
  WaitForFirstConsumer: 'EVENT_WAITS_FOR_FIRST_POD',
  WaitForPodScheduled: 'EVENT_WAITS_FOR_POD_TO_BE_PLACED',
  FailedBinding: 'EVENT_NO_VOLUME_FITS',
  VolumeMismatch: 'EVENT_NO_VOLUME_FITS',
  ClaimLost: 'EVENT_CLAIM_LOST',
  ClaimMisbound: 'EVENT_CLAIM_LOST',
  Resizing: 'EVENT_GROWING',
  ExternalExpanding: 'EVENT_GROWING',
  FileSystemResizeRequired: 'EVENT_GROWTH_WAITS_FOR_POD',
  VolumeResizeSuccessful: 'EVENT_GROWN',
  FileSystemResizeSuccessful: 'EVENT_GROWN',
  VolumeResizeFailed: 'EVENT_GROWTH_FAILED',
  FileSystemResizeFailed: 'EVENT_GROWTH_FAILED',
  // Pods
  FailedScheduling: 'EVENT_NOT_PLACED',
  Scheduled: 'EVENT_PLACED',
  Preempted: 'EVENT_PREEMPTED',
  Preempting: 'EVENT_PREEMPTED',
  SuccessfulAttachVolume: 'EVENT_VOLUME_ATTACHED',
  FailedAttachVolume: 'EVENT_ATTACH_FAILED',
  FailedMount: 'EVENT_MOUNT_FAILED',
  FailedMapVolume: 'EVENT_MOUNT_FAILED',
  FailedMountOnFilesystemMismatch: 'EVENT_MOUNT_FAILED',
  Pulling: 'EVENT_IMAGE_PULLING',
  Pulled: 'EVENT_IMAGE_PULLED',
  ErrImageNeverPull: 'EVENT_IMAGE_FAILED',
  InspectFailed: 'EVENT_IMAGE_FAILED',
  Created: 'EVENT_CONTAINER_CREATED',
  Started: 'EVENT_CONTAINER_STARTED',
  Failed: 'EVENT_CONTAINER_FAILED',
  FailedCreatePodContainer: 'EVENT_CONTAINER_FAILED',
  FailedCreatePodSandBox: 'EVENT_CONTAINER_FAILED',
  FailedPostStartHook: 'EVENT_CONTAINER_FAILED',
  BackOff: 'EVENT_CRASHES',
  Unhealthy: 'EVENT_UNHEALTHY',
  ProbeWarning: 'EVENT_UNHEALTHY',
  Killing: 'EVENT_ENDING',
  Evicted: 'EVENT_EVICTED',
  TaintManagerEviction: 'EVENT_EVICTED',
  NodeNotReady: 'EVENT_NODE_NOT_READY',
  // Workloads
  SuccessfulCreate: 'EVENT_POD_CREATED',
  SuccessfulDelete: 'EVENT_POD_DELETED',
  FailedCreate: 'EVENT_POD_REFUSED',
  FailedUpdate: 'EVENT_POD_REFUSED',
  ScalingReplicaSet: 'EVENT_SCALED',
  Completed: 'EVENT_RUN_ENDED',
  SawCompletedJob: 'EVENT_RUN_ENDED',
  BackoffLimitExceeded: 'EVENT_RUN_FAILED',
  DeadlineExceeded: 'EVENT_RUN_FAILED',
};

/** What an event means, in words for people who do not know Kubernetes; the cluster's own words where there are no better ones. */
export function plainWords({ reason, message }: ClusterEvent): Message {
  const code = codeOf(reason, message);
  return createMessage(code, { reason, words: clusterWords(message) });
}

/** Some reasons stand for several things, which only the message tells apart. */
function codeOf(reason: string, message: string): MessageCode {
  if (reason === 'FailedAttachVolume' && /multi-attach/i.test(message)) {
    return 'EVENT_VOLUME_HELD_ELSEWHERE';
  }
  if (
    (reason === 'Failed' || reason === 'BackOff') &&
    /\b(pull(ing)? image|ErrImage|ImagePull|InvalidImage)/i.test(message)
  ) {
    return 'EVENT_IMAGE_FAILED';
  }
  return Object.hasOwn(CODES, reason) ? CODES[reason] : 'EVENT_OTHER';
}
