import type {
  Container,
  HTTPGetAction,
  PodSpec,
  PodTemplateSpec,
  Probe,
} from 'kubernetes-types/core/v1';
import { defaultFieldRef, defaultVolume } from './volumeDefaults';

/**
 * Fills in what the API server fills in for a pod, in a template as in a pod.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export function defaultPodSpec(spec: PodSpec): void {
  spec.restartPolicy ??= 'Always';
  spec.dnsPolicy ??= 'ClusterFirst';
  spec.schedulerName ??= 'default-scheduler';
  spec.securityContext ??= {};
  spec.terminationGracePeriodSeconds ??= 30;
  for (const container of [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
  ]) {
    defaultContainer(container);
  }
  (spec.volumes ?? []).forEach(defaultVolume);
}

/** See {@link defaultPodSpec}. */
export function defaultPodTemplate(
  template: PodTemplateSpec | undefined,
): void {
  if (template?.spec) {
    defaultPodSpec(template.spec);
  }
}

function defaultContainer(container: Container): void {
  container.imagePullPolicy ??= pullPolicy(container.image ?? '');
  container.resources ??= {};
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  for (const port of container.ports ?? []) {
    port.protocol ??= 'TCP';
  }
  for (const { valueFrom } of container.env ?? []) {
    defaultFieldRef(valueFrom?.fieldRef);
  }
  defaultHttpGet(container.lifecycle?.preStop?.httpGet);
  defaultHttpGet(container.lifecycle?.postStart?.httpGet);
  for (const probe of [
    container.livenessProbe,
    container.readinessProbe,
    container.startupProbe,
  ]) {
    defaultProbe(probe);
  }
}

function defaultProbe(probe: Probe | undefined): void {
  if (!probe) {
    return;
  }
  probe.timeoutSeconds ??= 1;
  probe.periodSeconds ??= 10;
  probe.successThreshold ??= 1;
  probe.failureThreshold ??= 3;
  defaultHttpGet(probe.httpGet);
}

function defaultHttpGet(action: HTTPGetAction | undefined): void {
  if (action) {
    action.path ??= '/';
    action.scheme ??= 'HTTP';
  }
}

/** An image without a tag, or with the tag `latest`, is always pulled. */
function pullPolicy(image: string): string {
  const tag = /:([^/:@]+)$/.exec(image)?.[1];
  return (tag ?? 'latest') === 'latest' && !image.includes('@')
    ? 'Always'
    : 'IfNotPresent';
}
