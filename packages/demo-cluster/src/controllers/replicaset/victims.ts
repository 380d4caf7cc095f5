import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import { isPodActive, isPodReady, podReadySince } from '../../model/podState';

const PHASES = ['Pending', 'Unknown', 'Running'];

function deletionCost(pod: Pod): number {
  const cost =
    pod.metadata?.annotations?.['controller.kubernetes.io/pod-deletion-cost'];
  return cost && /^[+-]?\d+$/.test(cost) ? Number(cost) : 0;
}

function restarts(pod: Pod): number {
  return Math.max(
    0,
    ...(pod.status?.containerStatuses ?? []).map(
      ({ restartCount }) => restartCount ?? 0,
    ),
  );
}

/**
 * Pods in the order in which a ReplicaSet gives them up: first those that would be missed least.
 *
 * @remarks
 * Kubernetes compares ages by their magnitude and decides ties by chance; here the youngest goes first.
 *
 * @param related - all pods of the ReplicaSet's owner: several of them on a node make each of them more dispensable
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#scaling-a-replicaset
 */
export function inDeletionOrder(
  pods: readonly Stored<Pod>[],
  related: readonly Stored<Pod>[],
): Stored<Pod>[] {
  const onNode = new Map<string, number>();
  for (const pod of related.filter(isPodActive)) {
    const node = pod.spec?.nodeName ?? '';
    onNode.set(node, (onNode.get(node) ?? 0) + 1);
  }
  const ranks: Array<(pod: Stored<Pod>) => number> = [
    pod => (pod.spec?.nodeName ? 1 : 0),
    pod => PHASES.indexOf(pod.status?.phase ?? 'Pending'),
    pod => (isPodReady(pod) ? 1 : 0),
    deletionCost,
    pod => -(onNode.get(pod.spec?.nodeName ?? '') ?? 0),
    pod => -(podReadySince(pod)?.getTime() ?? 0),
    pod => -restarts(pod),
    pod => -Date.parse(pod.metadata.creationTimestamp),
  ];
  return [...pods].sort((one, other) => {
    for (const rank of ranks) {
      const difference = rank(one) - rank(other);
      if (difference !== 0) {
        return difference;
      }
    }
    return one.metadata.name < other.metadata.name ? -1 : 1;
  });
}
