import type {
  DaemonSet,
  Deployment,
  DeploymentStatus,
  StatefulSet,
  StatefulSetStatus,
} from 'kubernetes-types/apps/v1';
import type { CronJob, Job } from 'kubernetes-types/batch/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { Workload } from '../view';
import {
  annotationsOf,
  controllerOf,
  fieldManagersOf,
  identityOf,
  labelsOf,
  strategyOwnerOf,
} from './metadata';
import { claimTemplatesOf, podTemplateOf } from './podTemplate';
import { listOf, numberOf, oneOf, textOf, type Raw } from './Raw';
import { freezeDeeply } from './share';
import {
  daemonSetStrategyOf,
  deploymentStrategyOf,
  rollingUpdateOf,
  statefulSetStrategyOf,
} from './strategies';

/** A Deployment, as far as we keep it. */
export function projectDeployment(object: object): Workload | undefined {
  const { metadata, spec, status } = object as NonNullable<Raw<Deployment>>;
  const replicas = numberOf(spec?.replicas) ?? 1;
  return workloadOf('Deployment', metadata, {
    replicas,
    paused: spec?.paused === true,
    strategy: deploymentStrategyOf(spec?.strategy, replicas),
    ...rollingUpdateOf(spec?.strategy),
    ...strategyOwnerOf(metadata),
    template: podTemplateOf(spec?.template),
    status: replicaStatusOf(status),
  });
}

/** A StatefulSet, as far as we keep it. */
export function projectStatefulSet(object: object): Workload | undefined {
  const { metadata, spec, status } = object as NonNullable<Raw<StatefulSet>>;
  const retention = spec?.persistentVolumeClaimRetentionPolicy;
  const currentRevision = textOf(status?.currentRevision);
  const updateRevision = textOf(status?.updateRevision);
  return workloadOf('StatefulSet', metadata, {
    replicas: numberOf(spec?.replicas) ?? 1,
    paused: false,
    strategy: statefulSetStrategyOf(spec?.updateStrategy),
    template: podTemplateOf(spec?.template),
    claimTemplates: claimTemplatesOf(spec?.volumeClaimTemplates),
    firstOrdinal: numberOf(spec?.ordinals?.start) ?? 0,
    ...(retention && {
      claimRetention: {
        whenDeleted: oneOf(retention.whenDeleted, ['Retain', 'Delete']),
        whenScaled: oneOf(retention.whenScaled, ['Retain', 'Delete']),
      },
    }),
    status: {
      ...replicaStatusOf(status),
      ...(currentRevision && { currentRevision }),
      ...(updateRevision && { updateRevision }),
    },
  });
}

/** A DaemonSet, as far as we keep it. */
export function projectDaemonSet(object: object): Workload | undefined {
  const { metadata, spec, status } = object as NonNullable<Raw<DaemonSet>>;
  const replicas = numberOf(status?.desiredNumberScheduled) ?? 0;
  return workloadOf('DaemonSet', metadata, {
    replicas,
    paused: false,
    strategy: daemonSetStrategyOf(spec?.updateStrategy, replicas),
    template: podTemplateOf(spec?.template),
    status: {
      observedGeneration: numberOf(status?.observedGeneration) ?? 0,
      replicas: numberOf(status?.currentNumberScheduled) ?? 0,
      updatedReplicas: numberOf(status?.updatedNumberScheduled) ?? 0,
      readyReplicas: numberOf(status?.numberReady) ?? 0,
      availableReplicas: numberOf(status?.numberAvailable) ?? 0,
      conditions: conditionsOf(status?.conditions),
    },
  });
}

/** A Job, as far as we keep it. */
export function projectJob(object: object): Workload | undefined {
  const { metadata, spec, status } = object as NonNullable<Raw<Job>>;
  const active = numberOf(status?.active) ?? 0;
  const ready = numberOf(status?.ready) ?? 0;
  return workloadOf('Job', metadata, {
    replicas: numberOf(spec?.parallelism) ?? 1,
    paused: spec?.suspend === true,
    template: podTemplateOf(spec?.template),
    status: {
      // Jobs do not say what they have seen; their template never changes
      observedGeneration: numberOf(metadata?.generation) ?? 0,
      replicas: active,
      updatedReplicas: active,
      readyReplicas: ready,
      availableReplicas: ready,
      conditions: conditionsOf(status?.conditions),
    },
  });
}

/** A CronJob, as far as we keep it. */
export function projectCronJob(object: object): Workload | undefined {
  const { metadata, spec, status } = object as NonNullable<Raw<CronJob>>;
  const active = listOf(status?.active).length;
  return workloadOf('CronJob', metadata, {
    replicas: numberOf(spec?.jobTemplate?.spec?.parallelism) ?? 1,
    paused: spec?.suspend === true,
    template: podTemplateOf(spec?.jobTemplate?.spec?.template),
    status: {
      observedGeneration: numberOf(metadata?.generation) ?? 0,
      replicas: active,
      updatedReplicas: active,
      readyReplicas: 0,
      availableReplicas: 0,
      conditions: [],
    },
  });
}

type OfKind = Pick<Workload, 'replicas' | 'paused' | 'template' | 'status'> &
  Partial<
    Pick<
      Workload,
      'strategy' | 'claimTemplates' | 'firstOrdinal' | 'claimRetention'
    >
  >;

function workloadOf(
  kind: Workload['kind'],
  metadata: Raw<ObjectMeta>,
  ofKind: OfKind,
): Workload | undefined {
  const identity = identityOf(metadata);
  if (!identity) {
    return undefined;
  }
  const controller = controllerOf(metadata);
  return freezeDeeply({
    kind,
    ...identity,
    labels: labelsOf(metadata?.labels),
    annotations: annotationsOf(metadata),
    ...(controller && { controller }),
    fieldManagers: fieldManagersOf(metadata),
    generation: numberOf(metadata?.generation) ?? 0,
    claimTemplates: [],
    firstOrdinal: 0,
    ...ofKind,
  });
}

/** The part of the status that Deployments and StatefulSets share. */
function replicaStatusOf(
  status: Raw<DeploymentStatus | StatefulSetStatus>,
): Workload['status'] {
  return {
    observedGeneration: numberOf(status?.observedGeneration) ?? 0,
    replicas: numberOf(status?.replicas) ?? 0,
    updatedReplicas: numberOf(status?.updatedReplicas) ?? 0,
    readyReplicas: numberOf(status?.readyReplicas) ?? 0,
    availableReplicas: numberOf(status?.availableReplicas) ?? 0,
    conditions: conditionsOf(status?.conditions),
  };
}

interface Condition {
  type: string;
  status: string;
  reason?: string;
  message?: string;
}

function conditionsOf(
  conditions: Raw<Condition[]>,
): Workload['status']['conditions'] {
  return listOf<Condition>(conditions).map(condition => {
    const reason = textOf(condition.reason);
    const message = textOf(condition.message);
    return {
      type: textOf(condition.type) ?? '',
      status: textOf(condition.status) ?? 'Unknown',
      ...(reason && { reason }),
      ...(message && { message }),
    };
  });
}
