import type { ReplicaSet, ReplicaSetStatus } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import { labelMatcher } from '../../model/selectors';
import { withCondition, withoutCondition } from '../conditions';
import { isPodAvailable, isPodReady } from '../../model/podState';
import { timestamp } from '../../model/timestamp';

/** The status of a ReplicaSet, with what Kubernetes 1.35 added. */
export type ReplicaSetStatusNow = ReplicaSetStatus & {
  terminatingReplicas?: number;
};

/** What a ReplicaSet's status says about its pods. */
export function replicaSetStatus(options: {
  replicaSet: Stored<ReplicaSet>;
  active: readonly Stored<Pod>[];
  terminating: readonly Stored<Pod>[];
  /** Why replicas could not be created or deleted. */
  failure?: string;
  now: Date;
}): ReplicaSetStatusNow {
  const { replicaSet, active, terminating, failure, now } = options;
  const { spec, status, metadata } = replicaSet;
  const labels = { matchLabels: spec?.template?.metadata?.labels };
  const count = (test: (pod: Stored<Pod>) => boolean) =>
    active.filter(test).length || undefined;
  const conditions =
    failure === undefined
      ? withoutCondition(status?.conditions, 'ReplicaFailure')
      : withCondition(status?.conditions, {
          type: 'ReplicaFailure',
          status: 'True',
          reason:
            active.length < (spec?.replicas ?? 0)
              ? 'FailedCreate'
              : 'FailedDelete',
          message: failure,
          lastTransitionTime: timestamp(now),
        });
  return {
    replicas: active.length,
    fullyLabeledReplicas: count(pod =>
      labelMatcher(labels)(pod.metadata.labels),
    ),
    readyReplicas: count(isPodReady),
    availableReplicas: count(pod =>
      isPodAvailable(pod, spec?.minReadySeconds, now),
    ),
    terminatingReplicas: terminating.length,
    observedGeneration: metadata.generation,
    conditions: conditions.length ? conditions : undefined,
  };
}
