import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1';

/**
 * The phase of a pod, from the statuses of its containers.
 *
 * @remarks
 * A container that waits after it has ended counts as ended. A pod has ended when its sidecars have, too.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-phase
 */
export function podPhase(options: {
  pod: Pod;
  initContainers: ContainerStatus[];
  containers: ContainerStatus[];
  /** Whether all init containers have done their part. */
  initialized: boolean;
}): string {
  const { pod, initContainers, containers, initialized } = options;
  const policy = pod.spec?.restartPolicy ?? 'Always';
  if (!initialized) {
    const failed = initContainers.some(
      ({ state }) => (state?.terminated?.exitCode ?? 0) !== 0,
    );
    return failed && policy === 'Never' ? 'Failed' : 'Pending';
  }
  const running = containers.filter(({ state }) => state?.running);
  const ended = containers.filter(
    ({ state, lastState }) =>
      state?.terminated ?? (state?.waiting && lastState?.terminated),
  );
  if (running.length + ended.length < containers.length) {
    return 'Pending';
  }
  const hasSidecars = initContainers.some(({ state }) => state?.running);
  if (running.length > 0 || hasSidecars || policy === 'Always') {
    return 'Running';
  }
  if (ended.every(({ state }) => state?.terminated?.exitCode === 0)) {
    return 'Succeeded';
  }
  return policy === 'Never' ? 'Failed' : 'Running';
}
