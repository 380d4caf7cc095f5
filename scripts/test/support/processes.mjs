import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { lookUpProcess } from '../../lib/launchers.mjs';

/** @returns {import('../../lib/launchers.mjs').ProcessInfo[]} every process that is not just waiting to be collected */
function listProcesses() {
  return listIds()
    .map(id => lookUpProcess(id))
    .filter(found => found !== undefined)
    .filter(({ command }) => command !== '' && !/^\(.*\)$/.test(command));
}

/** @returns {number[]} */
function listIds() {
  const names =
    process.platform === 'linux'
      ? readdirSync('/proc')
      : spawnSync('ps', ['-A', '-o', 'pid='], {
          encoding: 'utf8',
        }).stdout.split('\n');
  return names.map(name => Number(name)).filter(id => id > 0);
}

/**
 * A process and all that it started, with what they started in turn.
 *
 * @param {number} pid
 */
export function findTree(pid) {
  const all = listProcesses();
  /** @param {number} parent @returns {typeof all} */
  const below = parent =>
    all
      .filter(each => each.parent === parent)
      .flatMap(each => [each, ...below(each.pid)]);
  return [...all.filter(each => each.pid === pid), ...below(pid)];
}

/**
 * Those of some processes that still run.
 *
 * @param {import('../../lib/launchers.mjs').ProcessInfo[]} processes
 */
export function stillRunning(processes) {
  // The command too: by then another process may have the same id
  return processes.filter(
    ({ pid, command }) => lookUpProcess(pid)?.command === command,
  );
}
