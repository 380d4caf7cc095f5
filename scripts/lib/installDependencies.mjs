import { createHash } from 'node:crypto';
import { closeSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from './openLog.mjs';
import { root } from './paths.mjs';
import { seconds, Stopwatch } from './Stopwatch.mjs';
import { tail } from './tail.mjs';
import { TiedProcess } from './TiedProcess.mjs';
import { UserError } from './UserError.mjs';
import { findYarn } from './yarn.mjs';

/**
 * Installs the dependencies, exactly as the lockfile says, when that changed since the last time.
 *
 * @param {object} options
 * @param {string} options.node the Node to install with
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string} [options.folder] the workspace
 * @returns {Promise<boolean>} whether it had to install
 * @throws {UserError} when Yarn failed
 */
export async function installDependencies({ node, env, folder = root }) {
  const stamp = join(folder, 'node_modules', '.installed-for');
  const wanted = fingerprint(folder);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return false;
  }
  console.log('Installing dependencies, about a minute the first time');
  const stopwatch = Stopwatch.start();
  const log = join(folder, '.cache', 'logs', 'install.log');
  const output = openLog(log);
  const { code, signal } = await TiedProcess.start({
    name: 'yarn install',
    node,
    script: findYarn(folder),
    args: ['install', '--immutable'],
    cwd: folder,
    env,
    output,
  }).ended;
  closeSync(output);
  if (code !== 0) {
    throw new UserError(
      signal
        ? 'The installation was stopped.'
        : `${tail(log)}\nThe dependencies could not be installed; all of the output is in ${log}.`,
    );
  }
  writeFileSync(stamp, wanted);
  console.log(`Dependencies installed in ${seconds(stopwatch)}`);
  return true;
}

/**
 * What an installation depends on: packages bring their native parts ready made, for each platform. The Node does not count,
 * so that npm with one Node and Yarn with another share an installation.
 *
 * @param {string} folder
 */
function fingerprint(folder) {
  const hash = createHash('sha256').update(
    `${process.platform}-${process.arch}\0`,
  );
  for (const file of ['yarn.lock', '.yarnrc.yml']) {
    hash.update(readFileSync(join(folder, file))).update('\0');
  }
  return hash.digest('hex');
}
