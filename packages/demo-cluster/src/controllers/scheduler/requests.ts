import type { Node, Pod } from 'kubernetes-types/core/v1';
import { quantityMilliValue } from '../../model/quantity';

/** Thousandths of each resource. */
type Amounts = Map<string, number>;

function amountsOf(quantities: Record<string, string> | undefined): Amounts {
  return new Map(
    Object.entries(quantities ?? {}).map(([name, quantity]) => [
      name,
      quantityMilliValue(quantity) ?? 0,
    ]),
  );
}

function merge(
  into: Amounts,
  amounts: Amounts,
  combine: (one: number, other: number) => number,
): void {
  for (const [name, amount] of amounts) {
    into.set(name, combine(into.get(name) ?? 0, amount));
  }
}

const add = (one: number, other: number) => one + other;

/**
 * What a pod asks for: the sum over its containers, or what an init container needs if that is more.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/#resource-sharing-within-containers
 */
export function requestsOf(pod: Pod): Amounts {
  const total: Amounts = new Map();
  for (const container of pod.spec?.containers ?? []) {
    merge(total, amountsOf(container.resources?.requests), add);
  }
  const sidecars: Amounts = new Map();
  const peak: Amounts = new Map();
  for (const container of pod.spec?.initContainers ?? []) {
    const needed = amountsOf(container.resources?.requests);
    if (container.restartPolicy === 'Always') {
      merge(sidecars, needed, add);
    } else {
      merge(needed, sidecars, add);
      merge(peak, needed, Math.max);
    }
  }
  merge(total, sidecars, add);
  merge(total, peak, Math.max);
  merge(total, amountsOf(pod.spec?.overhead), add);
  return total;
}

/**
 * Which of the pod's requests the node has no room for, worded as the scheduler words them.
 *
 * @param others - the pods on the node
 */
export function shortages(
  pod: Pod,
  node: Node,
  others: readonly Pod[],
): string[] {
  const allocatable = amountsOf(node.status?.allocatable);
  const used: Amounts = new Map();
  for (const other of others) {
    merge(used, requestsOf(other), add);
  }
  const podsAllowed = (allocatable.get('pods') ?? Infinity) / 1000;
  const tooMany = others.length + 1 > podsAllowed ? ['Too many pods'] : [];
  const insufficient = Array.from(requestsOf(pod))
    .filter(
      ([name, amount]) =>
        amount > 0 &&
        amount + (used.get(name) ?? 0) > (allocatable.get(name) ?? 0),
    )
    .map(([name]) => `Insufficient ${name}`);
  return [...tooMany, ...insufficient];
}
