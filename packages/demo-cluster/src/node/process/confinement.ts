import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { isWithin, type ContainerFiles } from '../files/ContainerFiles';

/**
 * The flags of Node's permission model that confine a process to a container's files: no other file of this machine, no child processes, no
 * worker threads, no add-ons.
 *
 * @remarks
 * The permission model compares path texts and then follows links. So a mount is granted twice: as the link in the container's root, and as
 * the folder that the link resolves to, which a program gets from `realpath`. And because a grant covers everything below it, the folders
 * around a mount that may not be written are granted entry by entry.
 *
 * @param runtime - files of this machine that the container needs to run, readable only
 * @see https://nodejs.org/docs/latest-v24.x/api/permissions.html
 */
export function confinementFlags(
  files: ContainerFiles,
  runtime: string[],
): string[] {
  const { root, mounts } = files;
  const readable = [root, ...mounts.map(({ source }) => source), ...runtime];
  const writable = [
    ...mounts
      .filter(mount => mount.writable)
      .flatMap(mount => [join(root, mount.mountPath), mount.source]),
    ...writableRootPaths(files),
  ];
  return [
    '--permission',
    ...readable.map(path => `--allow-fs-read=${path}`),
    ...writable.map(path => `--allow-fs-write=${path}`),
  ];
}

function writableRootPaths(files: ContainerFiles): string[] {
  const denied = files.mounts
    .filter(mount => !mount.writable)
    .map(mount => mount.mountPath);
  return files.writablePaths
    .flatMap(path => withoutDenied({ root: files.root, path, denied }))
    .map(path => join(files.root, path));
}

/** The path itself, or, where something below it must not be written, the paths around that. */
function withoutDenied(options: {
  root: string;
  path: string;
  denied: string[];
}): string[] {
  const { root, path, denied } = options;
  if (denied.includes(path) || !existsSync(join(root, path))) {
    return [];
  }
  if (!denied.some(mountPath => isWithin(mountPath, path))) {
    return [path];
  }
  return readdirSync(join(root, path)).flatMap(name =>
    withoutDenied({ root, path: posix.join(path, name), denied }),
  );
}
