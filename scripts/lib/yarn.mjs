import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * The JavaScript file of the Yarn that the repository brings.
 *
 * @param {string} folder the workspace
 */
export function findYarn(folder = root) {
  const releases = join(folder, '.yarn', 'releases');
  const [release] = readdirSync(releases).filter(name => /\.cjs$/.test(name));
  return join(releases, release);
}
