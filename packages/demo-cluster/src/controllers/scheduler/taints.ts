import type { Node, Pod, Taint, Toleration } from 'kubernetes-types/core/v1';

const UNSCHEDULABLE: Taint = {
  key: 'node.kubernetes.io/unschedulable',
  effect: 'NoSchedule',
};

function tolerates(toleration: Toleration, taint: Taint): boolean {
  const { key, operator = 'Equal', value = '', effect } = toleration;
  return (
    (!effect || effect === taint.effect) &&
    (key ? key === taint.key : operator === 'Exists') &&
    (operator === 'Exists' || value === (taint.value ?? ''))
  );
}

function toleratesTaint(pod: Pod, taint: Taint): boolean {
  return (pod.spec?.tolerations ?? []).some(toleration =>
    tolerates(toleration, taint),
  );
}

/**
 * Whether the node keeps the pod away by its taints.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export function isRepelled(pod: Pod, node: Node): boolean {
  return (node.spec?.taints ?? []).some(
    taint => taint.effect !== 'PreferNoSchedule' && !toleratesTaint(pod, taint),
  );
}

/** Whether the node takes no pods (`kubectl cordon`) and the pod does not mind. */
export function isCordonedFor(pod: Pod, node: Node): boolean {
  return (
    Boolean(node.spec?.unschedulable) && !toleratesTaint(pod, UNSCHEDULABLE)
  );
}
