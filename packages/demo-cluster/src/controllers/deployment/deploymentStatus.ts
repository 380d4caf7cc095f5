import type {
  Deployment,
  DeploymentCondition,
  DeploymentStatus,
  ReplicaSet,
} from 'kubernetes-types/apps/v1';
import type { Stored } from '../../model/objects';
import { findCondition, withCondition, withoutCondition } from '../conditions';
import type { ReplicaSetStatusNow } from '../replicaset/status';
import { timestamp } from '../../model/timestamp';
import { desiredReplicas, maxUnavailable } from './rollingLimits';

/** The status of a Deployment, with what Kubernetes 1.35 added. */
export type DeploymentStatusNow = DeploymentStatus & {
  terminatingReplicas?: number;
};

/** Kubernetes reads the largest 32 bit number as "no limit". */
const UNLIMITED = 2 ** 31 - 1;

/** Whether a rollout that makes no progress is reported after some time. */
export function hasProgressDeadline({ spec }: Deployment): boolean {
  return (spec?.progressDeadlineSeconds ?? UNLIMITED) !== UNLIMITED;
}

/** Whether old ReplicaSets are thrown away. */
export function hasHistoryLimit({ spec }: Deployment): boolean {
  return (spec?.revisionHistoryLimit ?? UNLIMITED) !== UNLIMITED;
}

/** A condition of a Deployment that begins now. */
export function deploymentCondition(
  now: Date,
  condition: Pick<
    DeploymentCondition,
    'type' | 'status' | 'reason' | 'message'
  >,
): DeploymentCondition {
  return {
    ...condition,
    lastUpdateTime: timestamp(now),
    lastTransitionTime: timestamp(now),
  };
}

function sum(
  replicaSets: readonly Stored<ReplicaSet>[],
  count: (replicaSet: Stored<ReplicaSet>) => number | undefined,
): number {
  return replicaSets.reduce(
    (total, replicaSet) => total + (count(replicaSet) ?? 0),
    0,
  );
}

/** How many pods ReplicaSets are to have. */
export function specifiedReplicas(
  replicaSets: readonly Stored<ReplicaSet>[],
): number {
  return sum(replicaSets, ({ spec }) => spec?.replicas);
}

/** How many pods ReplicaSets have. */
export function actualReplicas(
  replicaSets: readonly Stored<ReplicaSet>[],
): number {
  return sum(replicaSets, ({ status }) => status?.replicas);
}

/** How many pods of ReplicaSets are available. */
export function availableReplicas(
  replicaSets: readonly Stored<ReplicaSet>[],
): number {
  return sum(replicaSets, ({ status }) => status?.availableReplicas);
}

/** Counts of all ReplicaSets, and whether enough pods are available. Other conditions stay as they are. */
export function countedStatus(options: {
  deployment: Stored<Deployment>;
  replicaSets: readonly Stored<ReplicaSet>[];
  newReplicaSet: Stored<ReplicaSet> | undefined;
  now: Date;
}): DeploymentStatusNow {
  const { deployment, replicaSets, newReplicaSet, now } = options;
  const available = availableReplicas(replicaSets);
  const unavailable = specifiedReplicas(replicaSets) - available;
  const enough =
    available >= desiredReplicas(deployment) - maxUnavailable(deployment);
  return {
    observedGeneration: deployment.metadata.generation,
    replicas: actualReplicas(replicaSets) || undefined,
    updatedReplicas:
      actualReplicas(newReplicaSet ? [newReplicaSet] : []) || undefined,
    readyReplicas:
      sum(replicaSets, ({ status }) => status?.readyReplicas) || undefined,
    availableReplicas: available || undefined,
    unavailableReplicas: unavailable > 0 ? unavailable : undefined,
    terminatingReplicas: sum(replicaSets, ({ status }) => {
      const counted: ReplicaSetStatusNow | undefined = status;
      return counted?.terminatingReplicas;
    }),
    collisionCount: deployment.status?.collisionCount,
    conditions: withCondition(
      deployment.status?.conditions,
      deploymentCondition(now, {
        type: 'Available',
        status: enough ? 'True' : 'False',
        reason: enough
          ? 'MinimumReplicasAvailable'
          : 'MinimumReplicasUnavailable',
        message: enough
          ? 'Deployment has minimum availability.'
          : 'Deployment does not have minimum availability.',
      }),
    ),
  };
}

/** Whether all pods are of the new template, available, and no others are left. */
export function isComplete(
  deployment: Stored<Deployment>,
  status: DeploymentStatus | undefined,
): boolean {
  const desired = desiredReplicas(deployment);
  return (
    (status?.updatedReplicas ?? 0) === desired &&
    (status?.replicas ?? 0) === desired &&
    (status?.availableReplicas ?? 0) === desired &&
    (status?.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

function madeProgress(
  before: DeploymentStatus = {},
  now: DeploymentStatus,
): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus) =>
    replicas - updatedReplicas;
  return (
    (now.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(now) < old(before) ||
    (now.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (now.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}

/**
 * When a rollout that makes no progress has run out of time.
 *
 * @returns milliseconds since 1970, undefined when there is nothing to wait for
 */
export function progressDeadline(
  deployment: Stored<Deployment>,
  status: DeploymentStatus,
): number | undefined {
  const progressing = findCondition(status.conditions, 'Progressing');
  if (
    !hasProgressDeadline(deployment) ||
    !progressing ||
    progressing.reason === 'NewReplicaSetAvailable' ||
    progressing.reason === 'ProgressDeadlineExceeded' ||
    isComplete(deployment, status)
  ) {
    return undefined;
  }
  const seconds = deployment.spec?.progressDeadlineSeconds ?? 0;
  return Date.parse(progressing.lastUpdateTime ?? '') + seconds * 1000;
}

/**
 * {@link countedStatus}, and what can be said about the rollout's progress.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#deployment-status
 */
export function rolloutStatus(
  options: Parameters<typeof countedStatus>[0],
): DeploymentStatusNow {
  const { deployment, replicaSets, newReplicaSet, now } = options;
  const status = countedStatus(options);
  const current = findCondition(deployment.status?.conditions, 'Progressing');
  const subject = newReplicaSet
    ? `ReplicaSet "${newReplicaSet.metadata.name}"`
    : `Deployment "${deployment.metadata.name}"`;
  const condition = (value: 'True' | 'False', reason: string, text: string) =>
    deploymentCondition(now, {
      type: 'Progressing',
      status: value,
      reason,
      message: `${subject} ${text}`,
    });
  const settled =
    status.replicas === status.updatedReplicas &&
    current?.reason === 'NewReplicaSetAvailable';
  if (!hasProgressDeadline(deployment)) {
    status.conditions = withoutCondition(status.conditions, 'Progressing');
  } else if (settled) {
    // Nothing is being rolled out: pods that come and go are no progress.
  } else if (isComplete(deployment, status)) {
    status.conditions = withCondition(
      status.conditions,
      condition(
        'True',
        'NewReplicaSetAvailable',
        'has successfully progressed.',
      ),
    );
  } else if (madeProgress(deployment.status, status)) {
    const updated = condition('True', 'ReplicaSetUpdated', 'is progressing.');
    // Each step forward is an update of its own, also where the reason stays the same: the deadline counts from it.
    status.conditions = [
      ...withoutCondition(status.conditions, 'Progressing'),
      current?.status === 'True'
        ? { ...updated, lastTransitionTime: current.lastTransitionTime }
        : updated,
    ];
  } else if (
    (progressDeadline(deployment, status) ?? Infinity) < now.getTime()
  ) {
    status.conditions = withCondition(
      status.conditions,
      condition(
        'False',
        'ProgressDeadlineExceeded',
        'has timed out progressing.',
      ),
    );
  }
  status.conditions = withReplicaFailure(status.conditions, [
    ...(newReplicaSet ? [newReplicaSet] : []),
    ...replicaSets,
  ]);
  return status;
}

function withReplicaFailure(
  conditions: DeploymentCondition[] | undefined,
  replicaSets: readonly Stored<ReplicaSet>[],
): DeploymentCondition[] {
  const failure = replicaSets
    .flatMap(({ status }) => status?.conditions ?? [])
    .find(({ type }) => type === 'ReplicaFailure');
  return failure
    ? withCondition(conditions, {
        ...failure,
        lastUpdateTime: failure.lastTransitionTime,
      })
    : withoutCondition(conditions, 'ReplicaFailure');
}
