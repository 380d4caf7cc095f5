import type { Workload } from '../observation/view';
import { freeName } from './names';
import type { Attachment } from './settle/attach';
import type { PlannedMount } from './Step';

/** How a claim gets into the pod template. */
export interface Mounting {
  volume: string;
  replacesEmptyDir: boolean;
  mounts: PlannedMount[];
}

/**
 * A new volume that one container sees; or the `emptyDir` that is there becomes the claim's, for all containers that share it, in our
 * folder of the volume.
 */
export function mountingOf(
  attachment: Attachment,
  workload: Workload,
): Mounting {
  const { container, folder, subPath } = attachment;
  const { containers, volumes } = workload.template;
  if (folder.emptyDir === undefined) {
    const taken = new Set([
      ...volumes.map(({ name }) => name),
      ...workload.claimTemplates.map(({ name }) => name),
    ]);
    return {
      volume: freeName(workload.name, name => taken.has(name)),
      replacesEmptyDir: false,
      mounts: [
        {
          container: container.name,
          init: container.role !== 'main',
          path: folder.path,
          ...(subPath && { subPath }),
        },
      ],
    };
  }
  return {
    volume: folder.emptyDir,
    replacesEmptyDir: true,
    mounts: containers.flatMap(({ name, role, mounts }) =>
      mounts
        .filter(({ volume }) => volume === folder.emptyDir)
        .map(mount => {
          const inner = [subPath, mount.subPath].filter(Boolean).join('/');
          return {
            container: name,
            init: role !== 'main',
            path: mount.path,
            ...(inner && { subPath: inner }),
          };
        }),
    ),
  };
}
