import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * @typedef {{ pid: number, parent: number, command: string }} ProcessInfo
 * @typedef {(pid: number) => ProcessInfo | undefined} LookUp undefined: there is no such process
 */

const PACKAGE_MANAGER = /(^|[\s/])(npm|npx|yarn|pnpm)(-[\w.]+)?(\.c?js)?(\s|$)/;
const SHELL = /^-?([\w/.]*\/)?(sh|bash|dash|ash|zsh|ksh)(\s|$)/;

const LOOK_MILLISECONDS = process.platform === 'linux' ? 500 : 2_000;

/** @type {LookUp} */
export function lookUpProcess(pid) {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

/** @type {LookUp} */
function fromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything, also blanks and parentheses
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return {
      pid,
      parent: Number(parent),
      command: command.replace(/\0/g, ' ').trim(),
    };
  } catch {
    return undefined;
  }
}

/** @type {LookUp} */
function fromPs(pid) {
  const { stdout } = spawnSync(
    'ps',
    ['-o', 'ppid=', '-o', 'command=', '-p', String(pid)],
    { encoding: 'utf8' },
  );
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(stdout ?? '') ?? [];
  return parent ? { pid, parent: Number(parent), command } : undefined;
}

/**
 * The package managers that started a process and the shells that they did it with, nearest first: `npm start` is npm, a
 * shell, and this process. Nothing above the topmost package manager belongs to it: that is a person's own shell.
 *
 * @param {number} pid the process
 * @param {LookUp} lookUp
 * @returns {number[]}
 */
export function findLaunchers(pid, lookUp = lookUpProcess) {
  /** @type {number[]} */
  const ancestors = [];
  let launchers = 0;
  let current = lookUp(lookUp(pid)?.parent ?? 0);
  while (current) {
    const isPackageManager = PACKAGE_MANAGER.test(current.command);
    if (!isPackageManager && !SHELL.test(current.command)) {
      break;
    }
    ancestors.push(current.pid);
    launchers = isPackageManager ? ancestors.length : launchers;
    current = lookUp(current.parent);
  }
  return ancestors.slice(0, launchers);
}

/**
 * Calls back once when a package manager that started this process, or a shell between them, is gone. They tell nobody when
 * they are killed: Debian's `sh` stays when npm is killed, and this process stays when that `sh` is. Who loses its parent
 * gets another one, and that shows.
 *
 * @param {() => void} callback
 */
export function whenLaunchersEnd(callback) {
  const launchers = findLaunchers(process.pid);
  const timer = setInterval(() => {
    const children = [process.pid, ...launchers];
    if (launchers.some((pid, index) => parentOf(children[index]) !== pid)) {
      clearInterval(timer);
      callback();
    }
  }, LOOK_MILLISECONDS).unref();
}

/** @param {number} pid */
function parentOf(pid) {
  return pid === process.pid ? process.ppid : lookUpProcess(pid)?.parent;
}
