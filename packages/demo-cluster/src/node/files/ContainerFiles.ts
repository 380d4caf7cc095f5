/** A folder that a container sees at a path of its own. */
export interface Mount {
  /** Absolute path in the container, e.g. `/data`. */
  mountPath: string;
  /** The folder on this machine. */
  source: string;
  writable: boolean;
  /** What a write to a mount that is not writable fails with: a read-only mount, or a user without permission. */
  denial: 'EROFS' | 'EACCES';
}

/** All that a container sees of the file system, and what it may write. */
export interface ContainerFiles {
  /** The container's own root folder on this machine; each mount is a link in it. */
  root: string;
  mounts: Mount[];
  /**
   * Where in its own root the container may write: absolute paths in the container, each with all that is below it, mounts excepted.
   */
  writablePaths: string[];
  /** Why it may not write elsewhere in its own root. */
  rootDenial: 'EROFS' | 'EACCES';
}

/** Whether the path is the folder, or lies below it. Both are absolute and normalized. */
export function isWithin(path: string, folder: string): boolean {
  return (
    path === folder ||
    path.startsWith(folder.endsWith('/') ? folder : `${folder}/`)
  );
}
