import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { VolumeDriver } from '../../model/VolumeDriver';

/** What the driver of a real cluster gives at most. */
const MAXIMUM_BYTES = 64 * 1024 ** 3;

const FILE_SYSTEM = 'csi.storage.k8s.io/fstype';

/**
 * A storage driver whose volumes are folders.
 *
 * @remarks
 * Parameters of a storage class: `fail` makes every volume fail with that text, `delay` (`15s`, `500ms`, `2m`) makes it take that long. A
 * volume has a size, but nothing limits what is written into its folder.
 */
export class VolumeFolders implements VolumeDriver {
  readonly #directory: string;

  static create(options: { stateDirectory: string }): VolumeFolders {
    return new VolumeFolders(join(options.stateDirectory, 'volumes'));
  }

  private constructor(directory: string) {
    this.#directory = directory;
  }

  async create(volume: {
    handle: string;
    capacityBytes: number;
    parameters: Record<string, string>;
  }): Promise<void> {
    const { handle, capacityBytes, parameters } = volume;
    if (parameters.fail) {
      throw new Error(
        `rpc error: code = ResourceExhausted desc = ${parameters.fail}`,
      );
    }
    if (capacityBytes > MAXIMUM_BYTES) {
      throw new Error(
        `rpc error: code = OutOfRange desc = requested ${capacityBytes} bytes, the most is ${MAXIMUM_BYTES}`,
      );
    }
    const delay = milliseconds(parameters.delay);
    if (delay > 0) {
      await sleep(delay, undefined, { ref: false });
    }
    await mkdir(this.#path(handle), { recursive: true });
    if (parameters[FILE_SYSTEM] === 'ext4') {
      await mkdir(join(this.#path(handle), 'lost+found'), { recursive: true });
    }
  }

  async delete(handle: string): Promise<void> {
    await rm(this.#path(handle), { recursive: true, force: true });
  }

  /** The folder of a volume; undefined when there is no such volume. */
  find(handle: string): string | undefined {
    const path = isSafeName(handle) ? this.#path(handle) : undefined;
    return path && existsSync(path) ? path : undefined;
  }

  #path(handle: string): string {
    if (!isSafeName(handle)) {
      throw new Error(
        `rpc error: code = InvalidArgument desc = volume "${handle}" cannot be the name of a folder`,
      );
    }
    return join(this.#directory, handle);
  }
}

function isSafeName(handle: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(handle);
}

const UNITS: Record<string, number> = { ms: 1, s: 1000, m: 60_000 };

function milliseconds(duration: string | undefined): number {
  const match = /^(\d+)(ms|s|m)$/.exec(duration ?? '');
  return match ? Number(match[1]) * UNITS[match[2]] : 0;
}
