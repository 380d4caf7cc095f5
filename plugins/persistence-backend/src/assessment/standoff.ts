import type { ClusterView, Pod, Workload } from '../observation/view';
import { startsBeforeItEnds } from './updateStrategy';
import { holderOf } from './volumeUse';

/** A pod that cannot start because another one has the claim that it needs. */
export interface Standoff {
  pod: Pod;
  holder: Pod;
  claim: string;
}

/** Whether a pod waits for a claim that another one has. */
export function standoffAt(pod: Pod, view: ClusterView): Standoff | undefined {
  for (const volume of pod.volumes) {
    const claim =
      volume.kind === 'claim'
        ? view.claim(pod.namespace, volume.claimName)
        : undefined;
    const holder = claim && holderOf({ claim, pod, view });
    if (claim && holder) {
      return { pod, holder, claim: claim.name };
    }
  }
  return undefined;
}

/**
 * A rollout that never ends by itself: the new pod waits for a claim that the old one has, and the old one is ended when the new one is
 * ready. A pod that is ending already lets go, and pods of the same version wait for each other for another reason.
 */
export function deadlockOf(
  workload: Workload,
  view: ClusterView,
): Standoff | undefined {
  if (!startsBeforeItEnds(workload)) {
    return undefined;
  }
  const pods = view.podsOf(workload);
  return pods
    .map(pod => standoffAt(pod, view))
    .find(
      standoff =>
        standoff &&
        !standoff.holder.deleting &&
        standoff.holder.controller?.uid !== standoff.pod.controller?.uid &&
        pods.some(({ uid }) => uid === standoff.holder.uid),
    );
}
