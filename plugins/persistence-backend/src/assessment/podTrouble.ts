import {
  createMessage,
  type Message,
} from 'backstage-plugin-persistence-common';
import type {
  ClusterView,
  Pod,
  PodContainer,
  Workload,
} from '../observation/view';
import { clusterWords } from './clusterWords';
import { standoffAt } from './standoff';
import { isAlive, volumeFailureOf, waitsForPod } from './volumeUse';

/** Why a container may wait without anything being wrong. */
const PATIENT = new Set(['ContainerCreating', 'PodInitializing']);
const WITHOUT_IMAGE = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
]);

/** What keeps the youngest of a workload's pods from being ready; undefined when nothing but time is missing. */
export function podTrouble(
  workload: Workload,
  view: ClusterView,
): Message | undefined {
  return view
    .podsOf(workload)
    .filter(pod => isAlive(pod) && !pod.deleting && !pod.ready)
    .sort((one, other) => other.createdAt.localeCompare(one.createdAt))
    .map(pod => troubleOf(pod, view))
    .find(trouble => trouble !== undefined);
}

function troubleOf(pod: Pod, view: ClusterView): Message | undefined {
  const standoff = standoffAt(pod, view);
  if (standoff) {
    return createMessage('POD_VOLUME_HELD', {
      pod: pod.name,
      claim: standoff.claim,
      holder: standoff.holder.name,
    });
  }
  const claim = claimWithoutVolume(pod, view);
  if (claim !== undefined) {
    return createMessage('POD_CLAIM_WAITS', { pod: pod.name, claim });
  }
  if (pod.unschedulable) {
    return createMessage('POD_NOT_PLACED', {
      pod: pod.name,
      words: clusterWords(pod.unschedulable),
    });
  }
  const ofContainers = pod.containers
    .map(container => containerTrouble(pod, container))
    .find(trouble => trouble !== undefined);
  return ofContainers ?? volumeTrouble(pod, view);
}

/** The name of a claim that keeps a pod from starting: it is missing, or waits for something else than the pod. */
function claimWithoutVolume(pod: Pod, view: ClusterView): string | undefined {
  if (pod.phase !== 'Pending' || !view.knows('persistentvolumeclaims')) {
    return undefined;
  }
  for (const volume of pod.volumes) {
    if (volume.kind === 'claim') {
      const claim = view.claim(pod.namespace, volume.claimName);
      if (!claim || (claim.phase !== 'Bound' && !waitsForPod(claim, view))) {
        return volume.claimName;
      }
    }
  }
  return undefined;
}

function containerTrouble(
  pod: Pod,
  container: PodContainer,
): Message | undefined {
  const { name, state, reason = '', message = '', restarts } = container;
  const params = { pod: pod.name, container: name };
  if (
    reason === 'CrashLoopBackOff' ||
    (state === 'terminated' && restarts > 1 && !container.ready)
  ) {
    return createMessage('POD_CRASHES', { ...params, restarts });
  }
  if (state !== 'waiting' || reason === '' || PATIENT.has(reason)) {
    return undefined;
  }
  return WITHOUT_IMAGE.has(reason)
    ? createMessage('POD_IMAGE_MISSING', {
        ...params,
        words: clusterWords(message || reason),
      })
    : createMessage('POD_CONTAINER_WAITS', {
        ...params,
        reason,
        words: clusterWords(message || reason),
      });
}

function volumeTrouble(pod: Pod, view: ClusterView): Message | undefined {
  if (pod.phase !== 'Pending') {
    return undefined;
  }
  const failure = volumeFailureOf(pod, view);
  return (
    failure &&
    createMessage('POD_VOLUME_WAITS', {
      pod: pod.name,
      words: clusterWords(failure.message),
    })
  );
}
