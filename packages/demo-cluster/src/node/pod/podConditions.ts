import type { ContainerStatus, PodCondition } from 'kubernetes-types/core/v1';

/** What the conditions of a pod say. */
export interface PodReadiness {
  /** Whether the pod's volumes are mounted and it has an address. */
  hasSandbox: boolean;
  /** Names of the init containers that have not done their part. */
  uninitialized: string[];
  phase: string;
  containers: ContainerStatus[];
}

/**
 * The conditions of a pod, as a kubelet writes them. Conditions of others, such as `PodScheduled`, stay.
 *
 * @param now - RFC 3339, for conditions that change
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions
 */
export function podConditions(
  readiness: PodReadiness,
  before: PodCondition[],
  now: string,
): PodCondition[] {
  const { hasSandbox, phase, uninitialized } = readiness;
  const isCompleted = phase === 'Succeeded';
  const ready = readyCondition(readiness);
  const wanted: PodCondition[] = [
    { type: 'PodReadyToStartContainers', status: text(hasSandbox) },
    uninitialized.length > 0
      ? {
          type: 'Initialized',
          status: 'False',
          reason: 'ContainersNotInitialized',
          message: `containers with incomplete status: [${uninitialized.join(' ')}]`,
        }
      : {
          type: 'Initialized',
          status: 'True',
          ...(isCompleted ? { reason: 'PodCompleted' } : {}),
        },
    { ...ready, type: 'Ready' },
    { ...ready, type: 'ContainersReady' },
  ];
  const own = wanted.map(condition => {
    const old = before.find(({ type }) => type === condition.type);
    const isSame = old?.status === condition.status;
    return {
      ...condition,
      lastTransitionTime: isSame ? old.lastTransitionTime : now,
    };
  });
  const others = before.filter(({ type }) =>
    own.every(condition => condition.type !== type),
  );
  return [...own, ...others];
}

function readyCondition(readiness: PodReadiness): Omit<PodCondition, 'type'> {
  const { phase, containers } = readiness;
  if (phase === 'Succeeded') {
    return { status: 'False', reason: 'PodCompleted' };
  }
  if (phase === 'Failed') {
    return { status: 'False', reason: 'PodFailed' };
  }
  const unready = containers
    .filter(({ ready }) => !ready)
    .map(({ name }) => name);
  return unready.length === 0
    ? { status: 'True' }
    : {
        status: 'False',
        reason: 'ContainersNotReady',
        message: `containers with unready status: [${unready.join(' ')}]`,
      };
}

function text(value: boolean): 'True' | 'False' {
  return value ? 'True' : 'False';
}
