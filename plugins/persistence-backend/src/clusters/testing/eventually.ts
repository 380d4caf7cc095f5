import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until the attempt does not throw, for at most `timeoutMs`; then throws what the last attempt threw. */
export async function eventually<T>(
  attempt: () => T | Promise<T>,
  timeoutMs: number = 30_000,
): Promise<T> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > end) {
        throw error;
      }
      await sleep(20);
    }
  }
}
