import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Node's permission model and the file system say the same thing with different codes. */
const REASONS = {
  ERR_ACCESS_DENIED: 'permission denied',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EROFS: 'read-only file system',
  ENOSPC: 'no space left on device',
  ENOENT: 'no such file or directory',
};

function describe(error, operation, path) {
  const reason = REASONS[error.code] ?? error.message;
  return new Error(`${operation} ${path}: ${reason}`);
}

/**
 * The entries of the guestbook: files `<nanoseconds since 1970>.txt` in one folder.
 */
export class Entries {
  #directory;
  #root;

  /**
   * @param options `directory` as the container sees it; `root` is where the container's files are for this process, because a container
   * of the demo cluster cannot change its root directory. Empty in every other place.
   */
  static open({ directory, root }) {
    const path = join(root, directory);
    try {
      if (!existsSync(path)) {
        mkdirSync(path, { recursive: true });
      }
    } catch (error) {
      throw describe(error, 'mkdir', directory);
    }
    return new Entries(directory, root);
  }

  constructor(directory, root) {
    this.#directory = directory;
    this.#root = root;
  }

  /** Oldest first. `time` is absent for a file that was not written by this program. */
  list() {
    const names = readdirSync(join(this.#root, this.#directory))
      .filter(name => name.endsWith('.txt'))
      .sort();
    return names.map(name => ({
      text: this.#read(name),
      time: timeOf(name),
    }));
  }

  add(text) {
    const nanoseconds =
      BigInt(Date.now()) * 1_000_000n + (process.hrtime.bigint() % 1_000_000n);
    const path = join(this.#directory, `${nanoseconds}.txt`);
    try {
      writeFileSync(join(this.#root, path), text);
    } catch (error) {
      throw describe(error, 'open', path);
    }
  }

  #read(name) {
    return readFileSync(join(this.#root, this.#directory, name), 'utf8');
  }
}

function timeOf(name) {
  const match = /^(\d{16,20})\.txt$/.exec(name);
  return match ? new Date(Number(BigInt(match[1]) / 1_000_000n)) : undefined;
}
