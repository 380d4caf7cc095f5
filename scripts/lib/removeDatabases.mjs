import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const DATABASE = /\.sqlite(-shm|-wal|-journal)?$/;

/**
 * Removes the portal's databases from their folder. What else lies there is not ours and stays.
 *
 * @param {string} folder
 */
export function removeDatabases(folder) {
  if (!existsSync(folder)) {
    return;
  }
  for (const name of readdirSync(folder).filter(each => DATABASE.test(each))) {
    rmSync(join(folder, name), { force: true });
  }
}
