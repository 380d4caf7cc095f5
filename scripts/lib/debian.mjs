import { findProgram } from './findProgram.mjs';
import { scriptPath } from './paths.mjs';
import { TiedProcess } from './TiedProcess.mjs';

/** Whether this process may install Debian packages. */
export function canInstallPackages() {
  return process.getuid?.() === 0 && findProgram(['apt-get']) !== undefined;
}

/**
 * Installs a Debian package.
 *
 * @param {string} name
 * @returns {Promise<boolean>} whether that worked
 */
export async function installPackage(name) {
  return (
    (await apt('update', '--quiet=2')) &&
    (await apt(
      'install',
      '--yes',
      '--quiet=2',
      '--no-install-recommends',
      name,
    ))
  );
}

/** @param {...string} args */
async function apt(...args) {
  const { code } = await TiedProcess.start({
    name: 'apt-get',
    script: scriptPath('lib', 'keep.mjs'),
    args: ['SIGTERM', 'apt-get', ...args],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).ended;
  return code === 0;
}
