import type { Container, Pod, PodSpec, Probe } from 'kubernetes-types/core/v1';

/** Fields of newer Kubernetes versions than the types know. */
type NewerContainer = Container & { restartPolicyRules?: unknown[] };
type NewerLifecycle = Container['lifecycle'] & { stopSignal?: string };

/**
 * What a pod asks for and this node cannot do, as paths of fields.
 *
 * @remarks
 * A field that is not done must not be ignored in silence, unless it only advises (resources, priority, tolerations) or only takes away what
 * a container here never has (dropped capabilities, seccomp and AppArmor profiles).
 */
export function unsupportedFields(pod: Pod, container: Container): string[] {
  return [
    ...unsupportedInPod(pod.spec),
    ...unsupportedInContainer(container, isInit(pod, container)),
  ];
}

function isInit(pod: Pod, container: Container): boolean {
  const found = pod.spec?.initContainers?.find(
    ({ name }) => name === container.name,
  );
  return found !== undefined;
}

function present(fields: Record<string, unknown>): string[] {
  return Object.entries(fields)
    .filter(([, value]) =>
      Array.isArray(value) ? value.length > 0 : Boolean(value),
    )
    .map(([path]) => path);
}

function unsupportedInPod(spec: PodSpec | undefined): string[] {
  return present({
    activeDeadlineSeconds: spec?.activeDeadlineSeconds,
    dnsConfig: spec?.dnsConfig,
    ephemeralContainers: spec?.ephemeralContainers,
    hostAliases: spec?.hostAliases,
    hostIPC: spec?.hostIPC,
    hostNetwork: spec?.hostNetwork,
    hostPID: spec?.hostPID,
    readinessGates: spec?.readinessGates,
    resourceClaims: spec?.resourceClaims,
    runtimeClassName: spec?.runtimeClassName,
    setHostnameAsFQDN: spec?.setHostnameAsFQDN,
    shareProcessNamespace: spec?.shareProcessNamespace,
    'os.name': spec?.os && spec.os.name !== 'linux',
    'securityContext.sysctls': spec?.securityContext?.sysctls,
  });
}

function unsupportedInContainer(
  container: NewerContainer,
  init: boolean,
): string[] {
  const { lifecycle, securityContext } = container;
  const stop: NewerLifecycle | undefined = lifecycle;
  return present({
    'lifecycle.postStart': lifecycle?.postStart,
    'lifecycle.preStop.httpGet': lifecycle?.preStop?.httpGet,
    'lifecycle.preStop.tcpSocket': lifecycle?.preStop?.tcpSocket,
    'lifecycle.stopSignal': stop?.stopSignal,
    'ports[].hostPort': container.ports?.some(port => port.hostPort),
    restartPolicy: !init && container.restartPolicy,
    restartPolicyRules: container.restartPolicyRules,
    'securityContext.capabilities.add': securityContext?.capabilities?.add,
    'securityContext.privileged': securityContext?.privileged,
    volumeDevices: container.volumeDevices,
    'volumeMounts[].mountPropagation': container.volumeMounts?.some(
      ({ mountPropagation }) => mountPropagation && mountPropagation !== 'None',
    ),
    'volumeMounts[].subPathExpr': container.volumeMounts?.some(
      ({ subPathExpr }) => subPathExpr,
    ),
    ...unsupportedInProbe('livenessProbe', container.livenessProbe),
    ...unsupportedInProbe('readinessProbe', container.readinessProbe),
    ...unsupportedInProbe('startupProbe', container.startupProbe),
  });
}

function unsupportedInProbe(
  path: string,
  probe: Probe | undefined,
): Record<string, unknown> {
  const scheme = probe?.httpGet?.scheme ?? 'HTTP';
  return {
    [`${path}.grpc`]: probe?.grpc,
    [`${path}.httpGet.host`]: probe?.httpGet?.host,
    [`${path}.httpGet.scheme`]: scheme !== 'HTTP',
    [`${path}.tcpSocket.host`]: probe?.tcpSocket?.host,
  };
}
