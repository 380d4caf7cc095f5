import type { Pod } from 'kubernetes-types/core/v1';

const RESOURCES = ['cpu', 'memory'] as const;

/**
 * The class that a pod's requests and limits put it into. It decides nothing here.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/
 */
export function qualityOfService(pod: Pod): string {
  const containers = [
    ...(pod.spec?.containers ?? []),
    ...(pod.spec?.initContainers ?? []),
  ];
  const isBestEffort = containers.every(
    ({ resources }) =>
      Object.keys({ ...resources?.requests, ...resources?.limits }).length ===
      0,
  );
  if (isBestEffort) {
    return 'BestEffort';
  }
  const isGuaranteed = containers.every(({ resources }) =>
    RESOURCES.every(name => {
      const limit = resources?.limits?.[name];
      return (
        limit !== undefined && (resources?.requests?.[name] ?? limit) === limit
      );
    }),
  );
  return isGuaranteed ? 'Guaranteed' : 'Burstable';
}
