import type {
  Container,
  ContainerState,
  ContainerStateTerminated,
  ContainerStateWaiting,
  ContainerStatus,
  Pod,
} from 'kubernetes-types/core/v1';
import type { ContainerImage } from '../images/ContainerImage';
import type { ContainerRecord } from './ContainerRecord';

/** What is known of a container. */
export interface ContainerFacts {
  pod: Pod;
  container: Container;
  image?: ContainerImage;
  /** Absent for a container that was never started. */
  record?: ContainerRecord;
  /** Absent while no process runs. */
  running?: { ready: boolean; started: boolean };
  /** Why it is not started, if that is more than that it is not its turn. */
  waiting?: ContainerStateWaiting;
  /** Whether it is an init container that has done its part. */
  isInitDone: boolean;
}

/** The status of a container as a kubelet writes it. */
export function containerStatus(facts: ContainerFacts): ContainerStatus {
  const { container, image, isInitDone, record, running } = facts;
  const { state, last } = containerStates(facts);
  return {
    name: container.name,
    image: container.image ?? '',
    imageID: (record && image?.id) ?? '',
    ...(record ? { containerID: record.id } : {}),
    ready: running?.ready || isInitDone,
    started: running?.started ?? false,
    restartCount: record?.restartCount ?? 0,
    state,
    lastState: last ? { terminated: last } : {},
  };
}

function containerStates(facts: ContainerFacts): {
  state: ContainerState;
  last?: ContainerStateTerminated;
} {
  const { pod, record, running, waiting } = facts;
  if (running && record) {
    return {
      state: { running: { startedAt: record.startedAt } },
      last: record.lastTerminated,
    };
  }
  if (waiting) {
    return {
      state: { waiting },
      last: record?.terminated ?? record?.lastTerminated,
    };
  }
  if (record?.terminated) {
    return {
      state: { terminated: record.terminated },
      last: record.lastTerminated,
    };
  }
  const hasInit = (pod.spec?.initContainers ?? []).length > 0;
  const reason = hasInit ? 'PodInitializing' : 'ContainerCreating';
  return { state: { waiting: { reason } } };
}
