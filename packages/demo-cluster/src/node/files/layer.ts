import {
  constants,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { ContainerImage } from '../images/ContainerImage';
import type { Mount } from './ContainerFiles';

/**
 * Makes a container's root folder ready: as the container left it when the demo cluster was stopped, else anew from its image.
 */
export function prepareLayer(
  layer: {
    root: string;
    image: ContainerImage;
    mounts: Mount[];
    workingDirectory: string;
  },
  options: { isResumed: boolean },
): void {
  const { root, mounts } = layer;
  if (options.isResumed && existsSync(root)) {
    // The state folder may have been moved meanwhile.
    linkMounts(root, mounts);
    return;
  }
  removeLayer(
    root,
    mounts.map(({ mountPath }) => mountPath),
  );
  createLayer(layer);
}

/**
 * Makes a container's root folder: a copy of the image's files, with a link for each mount. A mount hides what the image has at its path.
 */
function createLayer(layer: {
  root: string;
  image: ContainerImage;
  mounts: Mount[];
  workingDirectory: string;
}): void {
  const { root, image, mounts, workingDirectory } = layer;
  mkdirSync(root, { recursive: true });
  if (image.rootfs) {
    // Copy-on-write where the file system can do it.
    cpSync(image.rootfs, root, {
      recursive: true,
      mode: constants.COPYFILE_FICLONE,
    });
  }
  const folders = [...image.worldWritable, ...(image.shell ? ['/bin'] : [])];
  for (const folder of folders) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  linkMounts(root, mounts);
  if (!existsSync(join(root, workingDirectory))) {
    mkdirSync(join(root, workingDirectory), { recursive: true });
  }
}

/** Makes the link for each mount, in place of whatever is at its path. */
function linkMounts(root: string, mounts: Mount[]): void {
  for (const { mountPath, source } of mounts) {
    const link = join(root, mountPath);
    rmSync(link, { recursive: true, force: true });
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(source, link);
  }
}

/** Removes a container's root folder: first the links, so that nothing ever looks behind them. */
export function removeLayer(root: string, mountPaths: string[]): void {
  for (const mountPath of mountPaths) {
    const link = join(root, mountPath);
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink()) {
      unlinkSync(link);
    }
  }
  rmSync(root, { recursive: true, force: true });
}
