import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The first of some programs that exists.
 *
 * @param {string[]} candidates paths, and names to look for on the PATH
 * @returns {string | undefined} its path
 */
export function findProgram(candidates) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return candidates
    .flatMap(each =>
      each.includes('/') ? [each] : folders.map(folder => join(folder, each)),
    )
    .find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
