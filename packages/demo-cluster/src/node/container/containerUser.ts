import type { Container, Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { ContainerImage, ContainerUser } from '../images/ContainerImage';
import { ContainerConfigError } from './ContainerConfigError';

/**
 * Who a container runs as: the container's security context, else the pod's, else the image's user.
 *
 * @remarks
 * Nobody here becomes another user of this machine; the user decides what the container may write.
 *
 * @throws ContainerConfigError when root is excluded and the container would run as root
 */
export function containerUser(options: {
  pod: Stored<Pod>;
  container: Container;
  image: ContainerImage;
}): ContainerUser {
  const { pod, container, image } = options;
  const context = {
    ...pod.spec?.securityContext,
    ...container.securityContext,
  };
  const uid = context.runAsUser ?? image.user.uid;
  const gid = context.runAsGroup ?? image.user.gid;
  if (context.runAsNonRoot && uid === 0) {
    const { metadata } = pod;
    const why =
      context.runAsUser === undefined
        ? 'container has runAsNonRoot and image will run as root'
        : "container's runAsUser breaks non-root policy";
    throw new ContainerConfigError(
      `${why} (pod: "${metadata.name}_${metadata.namespace}(${metadata.uid})", container: ${container.name})`,
    );
  }
  return { uid, gid };
}
