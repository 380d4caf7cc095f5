import { setImmediate } from 'node:timers/promises';

const LONGEST_SLICE_MS = 8;

/** Lets the rest of the process run after some work: a thousand events in one piece of a stream would keep it waiting. */
export class Breath {
  #since = performance.now();

  static create(): Breath {
    return new Breath();
  }

  private constructor() {}

  /** To be called between two pieces of work. */
  async take(): Promise<void> {
    if (performance.now() - this.#since > LONGEST_SLICE_MS) {
      await setImmediate();
      this.#since = performance.now();
    }
  }
}
