import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { removeLayer } from './layer';

/**
 * Where the nodes keep things below their state folder.
 *
 * ```
 * volumes/<handle>                        a CSI volume
 * nodes/<node>/host/<path>                what a pod sees as its node's own files
 * pods/<uid>/containers/<name>/           container.json, container.log and rootfs
 * pods/<uid>/volumes/<name>               an emptyDir
 * ```
 */
export class PodFolder {
  readonly path: string;

  static of(options: { stateDirectory: string; uid: string }): PodFolder {
    return new PodFolder(join(options.stateDirectory, 'pods', options.uid));
  }

  /** The pods that have a folder. */
  static list(stateDirectory: string): string[] {
    const folder = join(stateDirectory, 'pods');
    mkdirSync(folder, { recursive: true });
    return readdirSync(folder);
  }

  private constructor(path: string) {
    this.path = path;
  }

  /** The names of the containers that have a folder. */
  containers(): string[] {
    const folder = join(this.path, 'containers');
    return existsSync(folder) ? readdirSync(folder) : [];
  }

  /** A container's folder. */
  container(name: string): string {
    return join(this.path, 'containers', name);
  }

  /** A container's root folder. */
  root(container: string): string {
    return join(this.container(container), 'rootfs');
  }

  /** The folder of an emptyDir volume. */
  emptyDirectory(volume: string): string {
    return join(this.path, 'volumes', volume);
  }

  /** Removes all of it. What is mounted into it stays. */
  remove(mountPaths: Map<string, string[]>): void {
    for (const [container, paths] of mountPaths) {
      removeLayer(this.root(container), paths);
    }
    rmSync(this.path, { recursive: true, force: true });
  }
}
