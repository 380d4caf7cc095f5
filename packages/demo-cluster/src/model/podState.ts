import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from './objects';

/** Whether all of the pod's containers have ended for good. */
export function isPodTerminal(pod: Pod): boolean {
  const phase = pod.status?.phase;
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Whether the pod counts as a replica: it neither ended nor is it being deleted. */
export function isPodActive(pod: Pod): boolean {
  return !isPodTerminal(pod) && !pod.metadata?.deletionTimestamp;
}

/** Since when the pod has been ready; undefined while it is not. */
export function podReadySince(pod: Pod): Date | undefined {
  const ready = pod.status?.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'True'
    ? new Date(ready.lastTransitionTime ?? 0)
    : undefined;
}

/** Whether the pod can serve. */
export function isPodReady(pod: Pod): boolean {
  return podReadySince(pod) !== undefined;
}

/**
 * How long it takes until a ready pod has been ready for `minReadySeconds`: 0 when it is available, undefined when it is not ready.
 *
 * @returns milliseconds
 */
export function podAvailableIn(
  pod: Pod,
  minReadySeconds: number | undefined,
  now: Date,
): number | undefined {
  const since = podReadySince(pod);
  return (
    since &&
    Math.max(0, since.getTime() + (minReadySeconds ?? 0) * 1000 - now.getTime())
  );
}

/** Whether the pod has been ready for `minReadySeconds`. */
export function isPodAvailable(
  pod: Pod,
  minReadySeconds: number | undefined,
  now: Date,
): boolean {
  return podAvailableIn(pod, minReadySeconds, now) === 0;
}

/** The names of the claims that a pod mounts, without those of generic ephemeral volumes. */
export function claimsOf(pod: Pod): string[] {
  return (pod.spec?.volumes ?? []).flatMap(volume =>
    volume.persistentVolumeClaim
      ? [volume.persistentVolumeClaim.claimName]
      : [],
  );
}

/** Whether the pod holds its volumes on a node. */
export function occupiesNode(pod: Stored<Pod>): boolean {
  return Boolean(pod.spec?.nodeName) && !isPodTerminal(pod);
}
