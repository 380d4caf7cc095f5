import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Ends the process of a container that has outlived its node. A container ends by itself when its node is gone, unless its program leaves
 * Node no moment to notice it.
 *
 * @param root - the container's root folder, by which its process is known: the number may be that of another process by now
 */
export function endLeftover(pid: number, root: string): void {
  if (commandLine(pid).includes(root)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
}

/** Empty when there is no such process, or nothing can be known of it. */
function commandLine(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-ww', '-o', 'command=', '-p', `${pid}`], {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'ignore'],
        });
  } catch {
    return '';
  }
}
