import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL = 100;

/** Milliseconds that a cluster gets to do what it promised, unless told otherwise. */
export const PATIENCE = 30_000;

/**
 * Repeats `attempt` until it no longer throws and returns its value.
 *
 * @throws the last error of `attempt` once `timeout` milliseconds have passed.
 */
export async function eventually<Value>(
  attempt: () => Promise<Value> | Value,
  options: { timeout?: number } = {},
): Promise<Value> {
  const deadline = Date.now() + (options.timeout ?? PATIENCE);
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= deadline) {
        throw error;
      }
    }
    await sleep(INTERVAL);
  }
}

/** Shows that something does not happen: `check` must not throw for `duration` milliseconds. */
export async function throughout(
  duration: number,
  check: () => Promise<void> | void,
): Promise<void> {
  const end = Date.now() + duration;
  while (Date.now() < end) {
    await check();
    await sleep(INTERVAL);
  }
}
