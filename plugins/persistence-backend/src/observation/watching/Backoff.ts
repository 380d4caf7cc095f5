import type { Clock } from './Clock';

const FIRST_MS = 800;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try: up to twice as long each time, and by chance less, so that many portals that lost one cluster
 * do not come back at once. https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ ("full jitter")
 */
export class Backoff {
  static create(clock: Clock): Backoff {
    return new Backoff(clock);
  }

  readonly #clock: Clock;
  #tries = 0;

  private constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How often it was waited since the last reset. */
  get tries(): number {
    return this.#tries;
  }

  reset(): void {
    this.#tries = 0;
  }

  /** In milliseconds. */
  next(): number {
    const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#tries);
    this.#tries += 1;
    return this.#clock.random() * longest;
  }
}
