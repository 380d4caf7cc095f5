import type {
  Claim,
  ClusterEvent,
  ClusterView,
  Pod,
  Volume,
} from '../observation/view';

/** Sources that nodes do not attach: what is mounted on one node does not hinder another. */
const NOT_ATTACHED = new Set([
  'hostPath',
  'local',
  'nfs',
  'cephfs',
  'glusterfs',
  'azureFile',
]);

/** Whether a volume is on one node and cannot follow a pod to another. Zones and regions hold many nodes. */
export function isNodeLocal(volume: Volume | undefined): boolean {
  if (!volume) {
    return false;
  }
  return (
    volume.type === 'hostPath' ||
    volume.type === 'local' ||
    volume.affinityKeys.some(key => !/\/(zone|region)$/.test(key))
  );
}

/**
 * Whether a volume is a folder of whichever node a pod runs on: nothing brings the next pod back to the same one.
 * https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
 */
export function isFolderOfAnyNode(volume: Volume | undefined): boolean {
  return volume?.type === 'hostPath' && volume.affinityKeys.length === 0;
}

/**
 * The access mode that keeps a second pod from using a claim at the same time; undefined where pods can share it. The attach controller
 * refuses a second node unless one of the volume's modes lets many nodes use it:
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/controller/volume/attachdetach/util/util.go (IsMultiAttachAllowed)
 */
export function exclusiveMode(
  claim: Claim,
  view: ClusterView,
): 'ReadWriteOnce' | 'ReadWriteOncePod' | undefined {
  if (claim.accessModes.includes('ReadWriteOncePod')) {
    return 'ReadWriteOncePod';
  }
  const volume = claim.volumeName ? view.volume(claim.volumeName) : undefined;
  const modes = [...claim.accessModes, ...(volume?.accessModes ?? [])];
  if (
    modes.length === 0 ||
    modes.includes('ReadWriteMany') ||
    modes.includes('ReadOnlyMany')
  ) {
    return undefined;
  }
  // A volume that is on one node takes all its pods there with it.
  if (volume && (NOT_ATTACHED.has(volume.type) || isNodeLocal(volume))) {
    return undefined;
  }
  return 'ReadWriteOnce';
}

/** Whether the volume of an unbound claim is made when a pod that needs it has found a node, and none has. */
export function waitsForPod(claim: Claim, view: ClusterView): boolean {
  return (
    view.storageClass(claim.storageClass ?? '')?.bindingMode ===
      'WaitForFirstConsumer' && claim.selectedNode === undefined
  );
}

/** Whether a pod has not ended: it uses its volumes, or is going to. */
export function isAlive(pod: Pod): boolean {
  return pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** The pod that keeps another one from starting because only one of them can use a claim. */
export function holderOf(options: {
  claim: Claim;
  pod: Pod;
  view: ClusterView;
}): Pod | undefined {
  const { claim, pod, view } = options;
  if (pod.phase !== 'Pending') {
    return undefined;
  }
  const mode = exclusiveMode(claim, view);
  if (!mode) {
    return undefined;
  }
  return view
    .podsUsing(claim)
    .find(
      other =>
        other.uid !== pod.uid &&
        other.phase === 'Running' &&
        (mode === 'ReadWriteOncePod' ||
          (pod.node !== undefined && other.node !== pod.node)),
    );
}

/** The latest event that says why a pod cannot have one of its volumes yet. */
export function volumeFailureOf(
  pod: Pod,
  view: ClusterView,
): ClusterEvent | undefined {
  return view
    .events(pod.namespace, pod.uid)
    .find(
      ({ reason }) =>
        reason === 'FailedAttachVolume' || reason === 'FailedMount',
    );
}
