import { setTimeout as sleep } from 'node:timers/promises';

/** Tries until the attempt does not throw, for at most `timeoutMs`; then throws what the last attempt threw. */
export async function eventually<T>(
  attempt: () => Promise<T>,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await sleep(200);
    }
  }
}
