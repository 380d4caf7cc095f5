import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a condition holds.
 *
 * @param {() => boolean | Promise<boolean>} condition
 * @param {number} milliseconds how long at most
 * @returns {Promise<boolean>} whether it ever held
 */
export async function eventually(condition, milliseconds) {
  const deadline = Date.now() + milliseconds;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      return false;
    }
    await sleep(100);
  }
  return true;
}
