import { mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Opens a file for the output of a child, empty.
 *
 * @param {string} file
 * @returns {number} the open file
 */
export function openLog(file) {
  mkdirSync(dirname(file), { recursive: true });
  return openSync(file, 'w');
}
