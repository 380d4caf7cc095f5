import type { Pod } from 'kubernetes-types/core/v1';

const DEFAULT_SCHEDULER = 'default-scheduler';

function hostPorts(pod: Pod): number[] {
  return (pod.spec?.containers ?? []).flatMap(({ ports = [] }) =>
    ports.flatMap(({ hostPort }) => hostPort ?? []),
  );
}

/**
 * The constraints of a pod that the demo cluster's scheduler does not know. It does not place such a pod, since it could place it where it
 * may not be.
 *
 * @returns the fields' paths
 */
export function unknownConstraints(pod: Pod): string[] {
  const {
    affinity,
    topologySpreadConstraints = [],
    resourceClaims,
  } = pod.spec ?? {};
  const schedulerName = pod.spec?.schedulerName ?? DEFAULT_SCHEDULER;
  const required = 'requiredDuringSchedulingIgnoredDuringExecution';
  const found: Array<[unknown, string]> = [
    [
      schedulerName !== DEFAULT_SCHEDULER,
      `spec.schedulerName "${schedulerName}"`,
    ],
    [
      affinity?.podAffinity?.[required]?.length,
      `spec.affinity.podAffinity.${required}`,
    ],
    [
      affinity?.podAntiAffinity?.[required]?.length,
      `spec.affinity.podAntiAffinity.${required}`,
    ],
    [
      topologySpreadConstraints.some(
        ({ whenUnsatisfiable }) => whenUnsatisfiable !== 'ScheduleAnyway',
      ),
      'spec.topologySpreadConstraints with DoNotSchedule',
    ],
    [hostPorts(pod).length, 'spec.containers.ports.hostPort'],
    [resourceClaims?.length, 'spec.resourceClaims'],
  ];
  return found.flatMap(([present, name]) => (present ? [name] : []));
}
