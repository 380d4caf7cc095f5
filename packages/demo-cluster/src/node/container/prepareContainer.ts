import { posix } from 'node:path';
import type { Container, Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { ContainerFiles } from '../files/ContainerFiles';
import type { ContainerImage, ContainerUser } from '../images/ContainerImage';
import { containerMounts } from '../volumes/containerMounts';
import type { MountedVolume } from '../volumes/MountedVolume';
import { ContainerConfigError } from './ContainerConfigError';
import { containerUser } from './containerUser';
import { containerEnvironment } from './environment';
import { expandVariables } from './expandVariables';
import { unsupportedFields } from './unsupported';

/** A container whose pod has been understood: all that is needed to make it. */
export interface PreparedContainer {
  image: ContainerImage;
  files: ContainerFiles;
  environment: Record<string, string>;
  command: string[];
  workingDirectory: string;
  user: ContainerUser;
}

/**
 * Turns what a pod says about a container into what the node does.
 *
 * @throws ContainerConfigError for what cannot be, or is not done by the demo cluster
 */
export function prepareContainer(options: {
  pod: Stored<Pod>;
  container: Container;
  image: ContainerImage;
  /** The container's root folder on this machine. */
  root: string;
  volumes: Map<string, MountedVolume>;
  podIP: string;
}): PreparedContainer {
  const { pod, container, image, root, volumes, podIP } = options;
  const unsupported = unsupportedFields(pod, container);
  if (unsupported.length > 0) {
    throw new ContainerConfigError(
      `the demo cluster does not support ${unsupported.join(', ')}`,
    );
  }
  const user = containerUser({ pod, container, image });
  const environment = containerEnvironment({ pod, container, image, podIP });
  const readOnlyRoot = container.securityContext?.readOnlyRootFilesystem;
  const ownPaths = user.uid === 0 ? ['/'] : image.worldWritable;
  return {
    image,
    files: {
      root,
      mounts: containerMounts({ pod, container, user, volumes }),
      writablePaths: readOnlyRoot ? [] : ownPaths,
      rootDenial: readOnlyRoot ? 'EROFS' : 'EACCES',
    },
    environment,
    command: commandOf(container, image).map(part =>
      expandVariables(part, environment),
    ),
    workingDirectory: posix.resolve('/', container.workingDir ?? '/'),
    user,
  };
}

/** https://kubernetes.io/docs/tasks/inject-data-application/define-command-argument-container/ */
function commandOf(container: Container, image: ContainerImage): string[] {
  const { command = [], args = [] } = container;
  if (command.length > 0) {
    return [...command, ...args];
  }
  return [...image.entrypoint, ...(args.length > 0 ? args : image.command)];
}
