import type {
  DaemonSetUpdateStrategy,
  DeploymentStrategy,
  StatefulSetUpdateStrategy,
} from 'kubernetes-types/apps/v1';
import type { UpdateStrategy, Workload } from '../view';
import { numberOf, type Raw } from './Raw';
import { share } from './share';

/**
 * How a Deployment replaces its pods. A share of surplus pods is rounded up, a share of missing pods down, and where nothing may be
 * surplus or missing, one may be missing.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.1/pkg/controller/deployment/util/deployment_util.go (ResolveFenceposts)
 */
export function deploymentStrategyOf(
  strategy: Raw<DeploymentStrategy>,
  replicas: number,
): UpdateStrategy {
  if (strategy?.type === 'Recreate') {
    return { type: 'Recreate' };
  }
  const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
  return rollingUpdate({
    maxSurge:
      countOut(maxSurge, replicas, Math.ceil) ?? Math.ceil(replicas / 4),
    maxUnavailable:
      countOut(maxUnavailable, replicas, Math.floor) ??
      Math.floor(replicas / 4),
  });
}

/** What a Deployment's manifest says of a rolling update, as it says it. */
export function rollingUpdateOf(
  strategy: Raw<DeploymentStrategy>,
): Pick<Workload, 'rollingUpdate'> {
  if (strategy?.type === 'Recreate' || !strategy?.rollingUpdate) {
    return {};
  }
  const maxSurge = numberOrShare(strategy.rollingUpdate.maxSurge);
  const maxUnavailable = numberOrShare(strategy.rollingUpdate.maxUnavailable);
  return {
    rollingUpdate: share({
      ...(maxSurge !== undefined && { maxSurge }),
      ...(maxUnavailable !== undefined && { maxUnavailable }),
    }),
  };
}

function numberOrShare(value: unknown): number | string | undefined {
  return typeof value === 'string' && /^\d+%$/.test(value)
    ? value
    : numberOf(value);
}

/**
 * How a DaemonSet replaces its pods; both shares are rounded up.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.1/pkg/controller/daemon/update.go (updatedDesiredNodeCounts)
 */
export function daemonSetStrategyOf(
  strategy: Raw<DaemonSetUpdateStrategy>,
  replicas: number,
): UpdateStrategy {
  if (strategy?.type === 'OnDelete') {
    return { type: 'OnDelete' };
  }
  const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
  return rollingUpdate({
    maxSurge: countOut(maxSurge, replicas, Math.ceil) ?? 0,
    maxUnavailable: countOut(maxUnavailable, replicas, Math.ceil) ?? 1,
  });
}

/** How a StatefulSet replaces its pods. */
export function statefulSetStrategyOf(
  strategy: Raw<StatefulSetUpdateStrategy>,
): UpdateStrategy {
  return strategy?.type === 'OnDelete'
    ? { type: 'OnDelete' }
    : {
        type: 'RollingUpdate',
        partition: numberOf(strategy?.rollingUpdate?.partition) ?? 0,
      };
}

function rollingUpdate(counts: {
  maxSurge: number;
  maxUnavailable: number;
}): UpdateStrategy {
  const { maxSurge, maxUnavailable } = counts;
  return {
    type: 'RollingUpdate',
    maxSurge,
    maxUnavailable: maxSurge === 0 && maxUnavailable === 0 ? 1 : maxUnavailable,
  };
}

/** A number, or a percentage of all replicas. */
function countOut(
  value: unknown,
  replicas: number,
  round: (share: number) => number,
): number | undefined {
  const percent = typeof value === 'string' && /^(\d+)%$/.exec(value);
  return percent
    ? round((Number(percent[1]) * replicas) / 100)
    : numberOf(value);
}
