import type { Pod, Service, ServicePort } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import { pods } from '../../resources';
import { isPodReady } from '../../model/podState';

/** The pods that may serve a Service now. */
export function readyPods(
  registry: Registry,
  service: Stored<Service>,
): Stored<Pod>[] {
  const selector = service.spec?.selector;
  if (!selector) {
    return [];
  }
  return registry
    .list(pods, {
      namespace: service.metadata.namespace,
      labels: { matchLabels: selector },
    })
    .filter(
      pod =>
        (isPodReady(pod) || service.spec?.publishNotReadyAddresses) &&
        !pod.metadata.deletionTimestamp,
    );
}

/** The port of the pod's containers that a port of a Service means. */
export function targetPort(pod: Pod, port: ServicePort): number | undefined {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') {
    return target;
  }
  const containers = [
    ...(pod.spec?.containers ?? []),
    ...(pod.spec?.initContainers ?? []),
  ];
  return containers
    .flatMap(({ ports = [] }) => ports)
    .find(({ name }) => name === target)?.containerPort;
}
