import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const scripts = dirname(dirname(fileURLToPath(import.meta.url)));

/** The repository's folder. */
export const root = dirname(scripts);

/**
 * A path inside the repository.
 *
 * @param {...string} parts
 */
export function rootPath(...parts) {
  return join(root, ...parts);
}

/**
 * A path inside `scripts/`.
 *
 * @param {...string} parts
 */
export function scriptPath(...parts) {
  return join(scripts, ...parts);
}
