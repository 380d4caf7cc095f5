import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Container, Pod, VolumeMount } from 'kubernetes-types/core/v1';
import { ContainerConfigError } from '../container/ContainerConfigError';
import { isWithin, type Mount } from '../files/ContainerFiles';
import type { ContainerUser } from '../images/ContainerImage';
import type { MountedVolume } from './MountedVolume';

/**
 * What of the pod's volumes a container sees, and what it may write.
 *
 * @remarks
 * Files have no owners here, so the rule is that of a new volume: it belongs to root with mode 0755, and `fsGroup` makes it writable for
 * everyone in the pod.
 *
 * @throws ContainerConfigError
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/security-context/#set-the-security-context-for-a-pod
 */
export function containerMounts(options: {
  pod: Pod;
  container: Container;
  user: ContainerUser;
  volumes: Map<string, MountedVolume>;
}): Mount[] {
  const { pod, container, user, volumes } = options;
  const hasGroup = pod.spec?.securityContext?.fsGroup !== undefined;
  const mounts = (container.volumeMounts ?? []).map(mount => {
    const volume = volumes.get(mount.name);
    if (!volume) {
      throw new ContainerConfigError(`volume "${mount.name}" is not mounted`);
    }
    const readOnly = mount.readOnly || volume.readOnly;
    const permitted =
      user.uid === 0 || volume.worldWritable || (hasGroup && volume.takesGroup);
    return {
      mountPath: posix.resolve('/', mount.mountPath),
      source: sourceOf(mount, volume, container),
      writable: !readOnly && permitted,
      denial: readOnly ? ('EROFS' as const) : ('EACCES' as const),
    };
  });
  checkNesting(mounts);
  return mounts;
}

function sourceOf(
  mount: VolumeMount,
  volume: MountedVolume,
  container: Container,
): string {
  if (!mount.subPath) {
    return volume.path;
  }
  const source = join(volume.path, mount.subPath);
  const problem = `failed to prepare subPath for volumeMount "${mount.name}" of container "${container.name}"`;
  if (!isWithin(source, volume.path)) {
    throw new ContainerConfigError(problem);
  }
  if (volume.readOnly && !statSync(source, { throwIfNoEntry: false })) {
    throw new ContainerConfigError(problem);
  }
  if (statSync(source, { throwIfNoEntry: false })?.isFile()) {
    throw new ContainerConfigError(
      `the demo cluster mounts folders only: subPath "${mount.subPath}" is a file`,
    );
  }
  mkdirSync(source, { recursive: true });
  if (!isWithin(realpathSync(source), realpathSync(volume.path))) {
    throw new ContainerConfigError(problem);
  }
  return source;
}

/** A volume is a link, and a link cannot be put into another volume without everyone seeing it there. */
function checkNesting(mounts: Mount[]): void {
  for (const inner of mounts) {
    if (inner.mountPath === '/') {
      throw new ContainerConfigError(
        "the demo cluster cannot mount a volume at '/'",
      );
    }
    for (const outer of mounts) {
      if (inner !== outer && isWithin(inner.mountPath, outer.mountPath)) {
        throw new ContainerConfigError(
          `the demo cluster cannot mount a volume at '${inner.mountPath}', inside the one at '${outer.mountPath}'`,
        );
      }
    }
  }
}
