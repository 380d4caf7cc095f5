import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Stored } from '../../model/objects';
import { availableReplicas, specifiedReplicas } from './deploymentStatus';
import {
  desiredReplicasOf,
  findNewReplicaSet,
  maxReplicasOf,
  oldestFirst,
} from './revisions';
import {
  desiredReplicas,
  isRollingUpdate,
  maxSurge,
  maxUnavailable,
} from './rollingLimits';

/** How many pods a ReplicaSet is to have. */
export interface Scale {
  replicaSet: Stored<ReplicaSet>;
  replicas: number;
  /** Write the Deployment's size to the ReplicaSet even if its own stays. */
  noteSize?: boolean;
}

/** How many pods a ReplicaSet is to have. */
export function replicasOf(replicaSet: ReplicaSet): number {
  return replicaSet.spec?.replicas ?? 1;
}

/** ReplicaSets that are to have pods. */
export function activeReplicaSets(
  replicaSets: readonly Stored<ReplicaSet>[],
): Stored<ReplicaSet>[] {
  return replicaSets.filter(replicaSet => replicasOf(replicaSet) > 0);
}

/** Whether the Deployment's size changed since its ReplicaSets were scaled. */
export function sizeChanged(
  deployment: Deployment,
  replicaSets: readonly Stored<ReplicaSet>[],
): boolean {
  const desired = desiredReplicas(deployment);
  return activeReplicaSets(replicaSets).some(
    replicaSet => (desiredReplicasOf(replicaSet) ?? desired) !== desired,
  );
}

/** How many pods the new ReplicaSet may have now, with regard to the surge. */
export function newReplicaSetSize(
  deployment: Deployment,
  all: readonly Stored<ReplicaSet>[],
  current: number,
): number {
  const desired = desiredReplicas(deployment);
  if (!isRollingUpdate(deployment)) {
    return desired;
  }
  const room = desired + maxSurge(deployment) - specifiedReplicas(all);
  return room <= 0 ? current : current + Math.min(room, desired - current);
}

/**
 * Which old pods a rolling update can do without now: unhealthy ones first, then as many as leave enough available ones.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment
 */
export function scaleDownOld(options: {
  deployment: Deployment;
  newReplicaSet: Stored<ReplicaSet>;
  old: readonly Stored<ReplicaSet>[];
}): Scale[] {
  const { deployment, newReplicaSet, old } = options;
  const minAvailable = desiredReplicas(deployment) - maxUnavailable(deployment);
  const unavailableNew =
    replicasOf(newReplicaSet) - availableReplicas([newReplicaSet]);
  let removable =
    specifiedReplicas([...old, newReplicaSet]) - minAvailable - unavailableNew;
  if (removable <= 0) {
    return [];
  }
  const sizes = new Map(
    oldestFirst(activeReplicaSets(old)).map(replicaSet => [
      replicaSet,
      replicasOf(replicaSet),
    ]),
  );
  for (const [replicaSet, size] of sizes) {
    const unhealthy = Math.max(0, size - availableReplicas([replicaSet]));
    const removed = Math.min(removable, unhealthy);
    sizes.set(replicaSet, size - removed);
    removable -= removed;
  }
  let spare = availableReplicas([...old, newReplicaSet]) - minAvailable;
  for (const [replicaSet, size] of sizes) {
    const removed = Math.min(size, Math.max(0, spare));
    sizes.set(replicaSet, size - removed);
    spare -= removed;
  }
  return Array.from(sizes, ([replicaSet, replicas]) => ({
    replicaSet,
    replicas,
  }));
}

/**
 * How a Deployment whose size changed, or that is paused, divides its pods among its ReplicaSets: in proportion, so that neither version
 * gains by it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#proportional-scaling
 */
export function scaleProportionally(
  deployment: Deployment,
  replicaSets: readonly Stored<ReplicaSet>[],
): Scale[] {
  const desired = desiredReplicas(deployment);
  const active = activeReplicaSets(replicaSets);
  const newReplicaSet = findNewReplicaSet(deployment, replicaSets);
  if (active.length <= 1) {
    const only =
      active[0] ?? newReplicaSet ?? oldestFirst(replicaSets).reverse()[0];
    return only ? [{ replicaSet: only, replicas: desired }] : [];
  }
  if (newReplicaSet && isSaturated(deployment, newReplicaSet)) {
    return active
      .filter(replicaSet => replicaSet !== newReplicaSet)
      .map(replicaSet => ({ replicaSet, replicas: 0 }));
  }
  return isRollingUpdate(deployment) ? divide(deployment, active) : [];
}

function isSaturated(deployment: Deployment, replicaSet: ReplicaSet): boolean {
  const desired = desiredReplicas(deployment);
  return (
    replicasOf(replicaSet) === desired &&
    desiredReplicasOf(replicaSet) === desired &&
    replicaSet.status?.availableReplicas === desired
  );
}

function divide(
  deployment: Deployment,
  active: readonly Stored<ReplicaSet>[],
): Scale[] {
  const desired = desiredReplicas(deployment);
  const allowed = desired > 0 ? desired + maxSurge(deployment) : 0;
  const change = allowed - specifiedReplicas(active);
  const ageOrder = oldestFirst(active);
  // The largest first; of equal ones the newest when growing, the oldest when shrinking.
  const ordered = (change > 0 ? ageOrder.reverse() : ageOrder).sort(
    (one, other) => replicasOf(other) - replicasOf(one),
  );
  let changed = 0;
  const scales = ordered.map(replicaSet => {
    const share = shareOf(deployment, replicaSet);
    const left = change - changed;
    const part = change > 0 ? Math.min(share, left) : Math.max(share, left);
    const applied = change === 0 || left === 0 ? 0 : part;
    changed += applied;
    return {
      replicaSet,
      replicas: replicasOf(replicaSet) + applied,
      noteSize: true,
    };
  });
  const [largest] = scales;
  largest.replicas = Math.max(0, largest.replicas + change - changed);
  return scales;
}

function shareOf(deployment: Deployment, replicaSet: ReplicaSet): number {
  const desired = desiredReplicas(deployment);
  const size = replicasOf(replicaSet);
  if (desired === 0) {
    return -size;
  }
  const before = maxReplicasOf(replicaSet) || deployment.status?.replicas || 0;
  return before === 0
    ? 0
    : Math.round((size * (desired + maxSurge(deployment))) / before) - size;
}
