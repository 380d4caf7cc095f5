import type { Pod, PodStatus } from 'kubernetes-types/core/v1';
import { podConditions } from './podConditions';
import type { PodContainers } from './PodContainers';
import { NODE_ADDRESS } from './podAddress';
import { podPhase } from './podPhase';
import { qualityOfService } from './qualityOfService';

/**
 * What a node says of a pod.
 *
 * @param options `podIP` is absent until the pod's volumes are mounted; `now` is RFC 3339
 */
export function podStatus(options: {
  pod: Pod;
  containers: PodContainers;
  podIP: string | undefined;
  now: string;
}): PodStatus {
  const { pod, containers, podIP, now } = options;
  const before = pod.status ?? {};
  const initStatuses = containers.init.map(worker => worker.status());
  const statuses = containers.main.map(worker => worker.status());
  const { uninitialized } = containers;
  const hasBegun = statuses.some(({ containerID }) => containerID);
  const initialized = uninitialized.length === 0 || hasBegun;
  const phase = podPhase({
    pod,
    initContainers: initStatuses,
    containers: statuses,
    initialized,
  });
  const isFinished = phase === 'Succeeded' || phase === 'Failed';
  return {
    ...before,
    phase,
    conditions: podConditions(
      {
        hasSandbox: podIP !== undefined && !isFinished,
        uninitialized: initialized ? [] : uninitialized,
        phase,
        containers: statuses,
      },
      before.conditions ?? [],
      now,
    ),
    hostIP: NODE_ADDRESS,
    hostIPs: [{ ip: NODE_ADDRESS }],
    ...(podIP ? { podIP, podIPs: [{ ip: podIP }] } : {}),
    startTime: before.startTime ?? now,
    ...(initStatuses.length > 0 ? { initContainerStatuses: initStatuses } : {}),
    containerStatuses: statuses,
    qosClass: before.qosClass ?? qualityOfService(pod),
  };
}
