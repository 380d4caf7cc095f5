import type {
  Container,
  PodSpec,
  PodTemplateSpec,
  Probe,
} from 'kubernetes-types/core/v1';

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
  for (const volume of spec.volumes ?? []) {
    for (const source of [
      volume.configMap,
      volume.secret,
      volume.projected,
      volume.downwardAPI,
    ]) {
      if (source) {
        source.defaultMode ??= 0o644;
      }
    }
    if (volume.hostPath) {
      volume.hostPath.type ??= '';
    }
    if (volume.ephemeral?.volumeClaimTemplate) {
      volume.ephemeral.volumeClaimTemplate.spec.volumeMode ??= 'Filesystem';
    }
    if (Object.keys(volume).length === 1) {
      volume.emptyDir = {};
    }
  }
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
  const { limits, requests } = container.resources;
  if (limits) {
    container.resources.requests = { ...limits, ...requests };
  }
  container.terminationMessagePath ??= '/dev/termination-log';
  container.terminationMessagePolicy ??= 'File';
  for (const port of container.ports ?? []) {
    port.protocol ??= 'TCP';
  }
  for (const variable of container.env ?? []) {
    if (variable.valueFrom?.fieldRef) {
      variable.valueFrom.fieldRef.apiVersion ??= 'v1';
    }
  }
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
  if (probe.httpGet) {
    probe.httpGet.path ??= '/';
    probe.httpGet.scheme ??= 'HTTP';
  }
}

/** An image without a tag, or with the tag `latest`, is always pulled. */
function pullPolicy(image: string): string {
  const tag = /:([^/:@]+)$/.exec(image)?.[1];
  return (tag ?? 'latest') === 'latest' && !image.includes('@')
    ? 'Always'
    : 'IfNotPresent';
}
