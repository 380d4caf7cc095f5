import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';

/**
 * Keeps two demo clusters from writing into one state folder.
 *
 * @remarks
 * A lock is only believed when its process lives and its port is listened on: process numbers are used again.
 */
export class StateLock {
  /** @throws Error when another demo cluster uses the folder */
  static async take(
    directory: string,
    options: { port: number },
  ): Promise<StateLock> {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    const path = join(directory, 'lock');
    const holder = readHolder(path);
    if (
      holder &&
      holder.pid !== process.pid &&
      isAlive(holder.pid) &&
      (await isListening(holder.port))
    ) {
      throw new Error(
        `The state folder '${directory}' is in use by another demo cluster (process ${holder.pid}, port ${holder.port}). End that one, or choose another folder with --state.`,
      );
    }
    writeFileSync(
      path,
      JSON.stringify({ pid: process.pid, port: options.port }),
    );
    return new StateLock(path);
  }

  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  release(): void {
    rmSync(this.#path, { force: true });
  }
}

/** Who holds the lock; undefined when nobody does, or when it was never written to its end. */
function readHolder(path: string): { pid: number; port: number } | undefined {
  if (!existsSync(path)) {
    return undefined;
  }
  try {
    const { pid, port } = JSON.parse(readFileSync(path, 'utf8'));
    return { pid, port };
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
