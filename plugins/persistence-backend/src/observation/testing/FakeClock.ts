import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../watching/Clock';

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A time that passes when a test says so, and no chance: every random number is the same. */
export class FakeClock implements Clock {
  static create(options: { random?: number } = {}): FakeClock {
    return new FakeClock(options.random ?? 0.5);
  }

  readonly #random: number;
  #now = Date.UTC(2026, 0, 1);
  #sleepers: Sleeper[] = [];

  private constructor(random: number) {
    this.#random = random;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.#random;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise(resolve => {
      if (signal.aborted || ms <= 0) {
        resolve();
        return;
      }
      const sleeper: Sleeper = {
        at: this.#now + ms,
        wake: () => {
          this.#sleepers = this.#sleepers.filter(other => other !== sleeper);
          signal.removeEventListener('abort', sleeper.wake);
          resolve();
        },
      };
      this.#sleepers.push(sleeper);
      signal.addEventListener('abort', sleeper.wake, { once: true });
    });
  }

  /** Lets time pass, and everything happen that was to happen in it. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await this.settle();
    for (;;) {
      const [next] = this.#sleepers.toSorted((one, other) => one.at - other.at);
      if (!next || next.at > end) {
        break;
      }
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await this.settle();
    }
    this.#now = end;
  }

  /** Lets everything happen that needs no time. */
  async settle(): Promise<void> {
    for (let turn = 0; turn < 5; turn += 1) {
      await setImmediate();
    }
  }
}
