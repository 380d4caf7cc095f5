import { spawnSync } from 'node:child_process';
import { UserError } from './UserError.mjs';

/**
 * @typedef {object} UnprivilegedUser
 * @property {number} uid
 * @property {number} gid
 * @property {string[]} command executes the command that follows it as this user
 */

/**
 * Who runs PostgreSQL when this process is root, as whom it refuses to run.
 *
 * @returns {UnprivilegedUser | undefined} undefined: this process is not root
 * @throws {UserError} when there is no such user
 */
export function findUnprivilegedUser() {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const [found] = ['postgres', 'nobody']
    .map(name => ({ uid: numericId('-u', name), gid: numericId('-g', name) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
  if (!found) {
    throw new UserError(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody".',
    );
  }
  const { uid, gid } = found;
  const command = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
  ];
  return { uid, gid, command };
}

/**
 * @param {'-u' | '-g'} kind
 * @param {string} user
 */
function numericId(kind, user) {
  const { status, stdout } = spawnSync('id', [kind, user], {
    encoding: 'utf8',
  });
  return status === 0 ? Number(stdout) : 0;
}
