import type { Namespace, Pod } from 'kubernetes-types/core/v1';
import type {
  KubernetesObject,
  Stored,
  StoredMetadata,
} from '../model/objects';
import type { DeleteRequest } from './Registry';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

/**
 * The object as a deletion request leaves it: marked, with the finalizers that the propagation policy asks for.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/garbage-collection/#cascading-deletion
 */
export function deletion<T extends KubernetesObject>(write: {
  old: Stored<T>;
  request: DeleteRequest;
  now: Date;
}): Stored<T> {
  const { old, request, now } = write;
  const draft = structuredClone(old);
  const metadata: StoredMetadata = draft.metadata;
  const grace = isPod(draft) ? podGrace(draft, request) : 0;
  const alreadyMarked = metadata.deletionTimestamp !== undefined;
  const finalizers = new Set(metadata.finalizers ?? []);
  if (request.propagationPolicy) {
    finalizers.delete(FOREGROUND);
    finalizers.delete(ORPHAN);
  }
  if (request.propagationPolicy === 'Foreground') {
    finalizers.add(FOREGROUND);
  }
  if (request.propagationPolicy === 'Orphan') {
    finalizers.add(ORPHAN);
  }
  if (finalizers.size) {
    metadata.finalizers = Array.from(finalizers);
  } else {
    delete metadata.finalizers;
  }
  if (!alreadyMarked || grace < (metadata.deletionGracePeriodSeconds ?? 0)) {
    const ends = new Date(now.getTime() + grace * 1000);
    metadata.deletionTimestamp = `${ends.toISOString().slice(0, 19)}Z`;
    metadata.deletionGracePeriodSeconds = grace;
    if (!alreadyMarked && metadata.generation !== undefined) {
      metadata.generation += 1;
    }
  }
  if (isNamespace(draft)) {
    draft.status = { ...draft.status, phase: 'Terminating' };
  }
  return draft;
}

/** Whether nothing holds the object any more: it is marked, its time is up and no finalizer is left. */
export function isGone(object: Stored): boolean {
  const { metadata } = object;
  if (!metadata.deletionTimestamp || metadata.finalizers?.length) {
    return false;
  }
  if (isNamespace(object)) {
    return !object.spec?.finalizers?.length;
  }
  return !metadata.deletionGracePeriodSeconds;
}

/**
 * How long a pod may take to end. One that no node has yet, or that has ended, needs no time.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination
 */
function podGrace(pod: Pod, request: DeleteRequest): number {
  const ended =
    pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
  if (!pod.spec?.nodeName || ended) {
    return 0;
  }
  return Math.max(
    0,
    request.gracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30,
  );
}

function isPod(object: Stored): object is Stored<Pod> {
  return object.apiVersion === 'v1' && object.kind === 'Pod';
}

function isNamespace(object: Stored): object is Stored<Namespace> {
  return object.apiVersion === 'v1' && object.kind === 'Namespace';
}
