import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until all plugins of a portal are ready.
 *
 * @param {object} options
 * @param {string} options.url where it will answer
 * @param {import('./TiedProcess.mjs').TiedProcess} options.tied what has to run for that
 * @param {number} options.seconds how long at most
 * @returns {Promise<'ready' | 'ended' | 'late'>}
 */
export async function untilPortalReady({ url, tied, seconds }) {
  const deadline = Date.now() + seconds * 1000;
  let running = true;
  const ended = tied.ended.finally(() => {
    running = false;
  });
  while (running && Date.now() < deadline) {
    if (await isReady(url)) {
      return 'ready';
    }
    await Promise.race([sleep(200), ended]);
  }
  return running ? 'late' : 'ended';
}

/** @param {string} url */
async function isReady(url) {
  try {
    const response = await fetch(`${url}/.backstage/health/v1/readiness`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
