import {
  createMessage,
  type Message,
  type Rollout,
} from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';
import { clusterWords } from './clusterWords';
import { endsByItself } from './endsByItself';
import { podTrouble } from './podTrouble';
import { deadlockOf } from './standoff';

interface Progress {
  state: Rollout['state'];
  message?: Message;
}

/**
 * How far the latest change of a workload has got, by the rules of `kubectl rollout status`
 * (https://github.com/kubernetes/kubectl/blob/v0.36.0/pkg/polymorphichelpers/rollout_status.go). In addition to them a rollout counts as stuck
 * when its new pod waits for a volume that the old one keeps until the new one is ready: kubectl waits for ever.
 */
export function rollout(workload: Workload, view: ClusterView): Rollout {
  const { state, message } = progressOf(workload, view);
  const { replicas, status } = workload;
  return {
    state,
    ...(message && { message: message.text }),
    // Jobs want pods only while they run.
    replicas: endsByItself(workload) ? status.replicas : replicas,
    ready: status.readyReplicas,
  };
}

function progressOf(workload: Workload, view: ClusterView): Progress {
  switch (workload.kind) {
    case 'CronJob':
      return workload.paused ? suspended() : { state: 'complete' };
    case 'Job':
      return ofJob(workload, view);
    default:
      return workload.status.observedGeneration < workload.generation
        ? progressing(createMessage('ROLLOUT_NOT_NOTICED'))
        : explained(ofPods(workload, view), workload, view);
  }
}

function ofPods(workload: Workload, view: ClusterView): Progress {
  switch (workload.kind) {
    case 'Deployment':
      return ofDeployment(workload, view);
    case 'StatefulSet':
      return ofStatefulSet(workload);
    default:
      return ofDaemonSet(workload);
  }
}

/** What is wrong with a pod says more than how many there are. */
function explained(
  progress: Progress,
  workload: Workload,
  view: ClusterView,
): Progress {
  const { state } = progress;
  if (state !== 'progressing' && state !== 'stuck') {
    return progress;
  }
  const refusal = refusalOf(workload, view);
  const message =
    refusal === undefined
      ? podTrouble(workload, view)
      : createMessage('ROLLOUT_PODS_REFUSED', { words: clusterWords(refusal) });
  return { ...progress, ...(message && { message }) };
}

/** Why the API server refuses a workload's pods, in its words. Only Deployments say it of themselves. */
function refusalOf(workload: Workload, view: ClusterView): string | undefined {
  const condition = conditionOf(workload, 'ReplicaFailure');
  if (condition) {
    return condition.message ?? condition.reason ?? '';
  }
  const [latest] = view
    .events(workload.namespace, workload.uid)
    .filter(({ reason }) => /^(Failed|Successful)Create$/.test(reason));
  return latest?.reason === 'FailedCreate' ? latest.message : undefined;
}

function ofDeployment(workload: Workload, view: ClusterView): Progress {
  const { replicas, status } = workload;
  if (workload.paused) {
    return { state: 'paused', message: createMessage('ROLLOUT_PAUSED') };
  }
  if (
    conditionOf(workload, 'Progressing', 'False')?.reason ===
    'ProgressDeadlineExceeded'
  ) {
    return {
      state: 'stuck',
      message: createMessage('ROLLOUT_TOO_SLOW', readiness(workload)),
    };
  }
  if (deadlockOf(workload, view)) {
    return { state: 'stuck' };
  }
  if (status.updatedReplicas < replicas) {
    return progressing(replacing(workload));
  }
  if (status.replicas > status.updatedReplicas) {
    return progressing(
      createMessage('ROLLOUT_OLD_PODS_ENDING', {
        old: status.replicas - status.updatedReplicas,
      }),
    );
  }
  if (status.availableReplicas < status.updatedReplicas) {
    return progressing(starting(workload));
  }
  return complete(workload);
}

function ofStatefulSet(workload: Workload): Progress {
  const { replicas, status, strategy } = workload;
  const { currentRevision, updateRevision, updatedReplicas } = status;
  if (status.readyReplicas < replicas) {
    return progressing(starting(workload));
  }
  if (strategy?.type === 'OnDelete') {
    return updatedReplicas < replicas
      ? { state: 'paused', message: byHand(workload, 'ROLLOUT_BY_HAND') }
      : complete(workload);
  }
  const partition =
    strategy?.type === 'RollingUpdate' && 'partition' in strategy
      ? strategy.partition
      : 0;
  if (currentRevision === updateRevision) {
    return complete(workload);
  }
  if (partition > 0 && updatedReplicas >= replicas - partition) {
    return {
      state: 'complete',
      message: byHand(workload, 'ROLLOUT_UP_TO_PARTITION'),
    };
  }
  return progressing(replacing(workload));
}

function ofDaemonSet(workload: Workload): Progress {
  const { replicas, status, strategy } = workload;
  if (status.updatedReplicas < replicas) {
    return strategy?.type === 'OnDelete'
      ? { state: 'paused', message: byHand(workload, 'ROLLOUT_BY_HAND') }
      : progressing(replacing(workload));
  }
  return status.availableReplicas < replicas
    ? progressing(starting(workload))
    : complete(workload);
}

function ofJob(workload: Workload, view: ClusterView): Progress {
  const failed = conditionOf(workload, 'Failed');
  if (failed) {
    return {
      state: 'stuck',
      message: createMessage('RUN_FAILED', {
        words: clusterWords(failed.message ?? failed.reason ?? ''),
      }),
    };
  }
  if (conditionOf(workload, 'Complete')) {
    return { state: 'complete' };
  }
  return workload.paused
    ? suspended()
    : explained(progressing(createMessage('RUN_GOES_ON')), workload, view);
}

function conditionOf(
  { status }: Workload,
  type: string,
  value: string = 'True',
): Workload['status']['conditions'][number] | undefined {
  return status.conditions.find(
    condition => condition.type === type && condition.status === value,
  );
}

function complete({ replicas }: Workload): Progress {
  return {
    state: 'complete',
    ...(replicas === 0 && { message: createMessage('ROLLOUT_SCALED_TO_ZERO') }),
  };
}

function progressing(message: Message): Progress {
  return { state: 'progressing', message };
}

function suspended(): Progress {
  return { state: 'paused', message: createMessage('ROLLOUT_SUSPENDED') };
}

function replacing({ replicas, status }: Workload): Message {
  return createMessage('ROLLOUT_REPLACING', {
    updated: status.updatedReplicas,
    replicas,
  });
}

function starting(workload: Workload): Message {
  return createMessage('ROLLOUT_STARTING', readiness(workload));
}

function readiness({ replicas, status }: Workload): Message['params'] {
  return { ready: status.readyReplicas, replicas };
}

function byHand(
  { replicas, status }: Workload,
  code: 'ROLLOUT_BY_HAND' | 'ROLLOUT_UP_TO_PARTITION',
): Message {
  return createMessage(code, { updated: status.updatedReplicas, replicas });
}
