import type { Container, EnvVar, Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { ContainerImage } from '../images/ContainerImage';
import { ContainerConfigError } from './ContainerConfigError';
import { expandVariables } from './expandVariables';

/**
 * The environment of a container: the image's variables, the host's name, and what the pod adds.
 *
 * @throws ContainerConfigError for values that come from where the demo cluster has nothing
 */
export function containerEnvironment(options: {
  pod: Stored<Pod>;
  container: Container;
  image: ContainerImage;
  podIP: string;
}): Record<string, string> {
  const { pod, container, image, podIP } = options;
  const environment: Record<string, string> = {
    ...image.env,
    HOSTNAME: pod.spec?.hostname ?? pod.metadata.name,
    HOME: '/',
  };
  if (container.envFrom?.length) {
    throw new ContainerConfigError(
      'the demo cluster has no ConfigMaps and Secrets: envFrom is not supported',
    );
  }
  for (const variable of container.env ?? []) {
    environment[variable.name] = variable.valueFrom
      ? valueFrom({ pod, variable, podIP })
      : expandVariables(variable.value ?? '', environment);
  }
  return environment;
}

function valueFrom(options: {
  pod: Stored<Pod>;
  variable: EnvVar;
  podIP: string;
}): string {
  const { pod, variable, podIP } = options;
  const path = variable.valueFrom?.fieldRef?.fieldPath;
  if (!path) {
    const source = Object.keys(variable.valueFrom ?? {})[0];
    throw new ContainerConfigError(
      `the demo cluster cannot set variable "${variable.name}" from a ${source}`,
    );
  }
  const value = podField({ pod, path, podIP });
  if (value === undefined) {
    throw new ContainerConfigError(
      `the demo cluster cannot set variable "${variable.name}" from field "${path}"`,
    );
  }
  return value;
}

/** https://kubernetes.io/docs/concepts/workloads/pods/downward-api/#available-fields */
function podField(options: {
  pod: Stored<Pod>;
  path: string;
  podIP: string;
}): string | undefined {
  const { pod, path, podIP } = options;
  const { metadata, spec } = pod;
  const entry = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (entry) {
    const entries =
      entry[1] === 'labels' ? metadata.labels : metadata.annotations;
    return entries?.[entry[2]] ?? '';
  }
  const fields: Record<string, string | undefined> = {
    'metadata.name': metadata.name,
    'metadata.namespace': metadata.namespace,
    'metadata.uid': metadata.uid,
    'spec.nodeName': spec?.nodeName,
    'spec.serviceAccountName': spec?.serviceAccountName ?? 'default',
    'status.podIP': podIP,
    'status.podIPs': podIP,
    'status.hostIP': pod.status?.hostIP,
  };
  return fields[path];
}
