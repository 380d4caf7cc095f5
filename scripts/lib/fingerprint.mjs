import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NO_SOURCE =
  /^(node_modules|dist|dist-types|coverage|behaviour|__fixtures__|.*\.test\.\w+)$/;

/**
 * A hash over the names and contents of files, and of all source files in folders. Tests and what is made from sources do
 * not count.
 *
 * @param {string[]} paths files and folders; those that do not exist are left out
 */
export function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(findSources)) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function findSources(path) {
  if (!existsSync(path)) {
    return [];
  }
  if (!statSync(path).isDirectory()) {
    return [path];
  }
  return readdirSync(path)
    .filter(name => !NO_SOURCE.test(name))
    .sort()
    .flatMap(name => findSources(join(path, name)));
}
