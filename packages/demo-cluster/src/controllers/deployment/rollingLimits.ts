import type { Deployment } from 'kubernetes-types/apps/v1';

function scaled(
  value: number | string | undefined,
  total: number,
  round: (exact: number) => number,
): number {
  if (typeof value === 'string' && value.endsWith('%')) {
    return round((Number(value.slice(0, -1)) * total) / 100);
  }
  return Number(value ?? 0);
}

/** How many pods a Deployment wants. */
export function desiredReplicas(deployment: Deployment): number {
  return deployment.spec?.replicas ?? 1;
}

/** Whether old pods are replaced little by little. */
export function isRollingUpdate(deployment: Deployment): boolean {
  return deployment.spec?.strategy?.type !== 'Recreate';
}

/** How many pods there may be beyond the desired ones during a rollout. Percentages are rounded up. */
export function maxSurge(deployment: Deployment): number {
  return isRollingUpdate(deployment)
    ? scaled(
        deployment.spec?.strategy?.rollingUpdate?.maxSurge,
        desiredReplicas(deployment),
        Math.ceil,
      )
    : 0;
}

/**
 * How many of the desired pods may be missing during a rollout. Percentages are rounded down; with no surge either it is one, so that a
 * rollout can go on.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable
 */
export function maxUnavailable(deployment: Deployment): number {
  const desired = desiredReplicas(deployment);
  if (!isRollingUpdate(deployment) || desired === 0) {
    return 0;
  }
  const unavailable = scaled(
    deployment.spec?.strategy?.rollingUpdate?.maxUnavailable,
    desired,
    Math.floor,
  );
  const possible =
    unavailable === 0 && maxSurge(deployment) === 0 ? 1 : unavailable;
  return Math.min(possible, desired);
}
