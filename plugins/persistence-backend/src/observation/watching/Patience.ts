import type { Clock } from './Clock';

/** Ends a stream that says nothing for too long at its beginning. */
export class Patience {
  static start(options: {
    clock: Clock;
    ms: number;
    /** Ends the stream as well. */
    parent: AbortSignal;
  }): Patience {
    const patience = new Patience(options);
    void patience.#wait();
    return patience;
  }

  readonly #clock: Clock;
  readonly #ms: number;
  readonly #parent: AbortSignal;
  readonly #stream = new AbortController();
  readonly #satisfied = new AbortController();
  readonly #end = () => {
    this.#satisfied.abort();
    this.#stream.abort();
  };
  #heardAt: number;
  #exhausted = false;

  private constructor(options: {
    clock: Clock;
    ms: number;
    parent: AbortSignal;
  }) {
    this.#clock = options.clock;
    this.#ms = options.ms;
    this.#parent = options.parent;
    this.#heardAt = this.#clock.now();
    this.#parent.addEventListener('abort', this.#end, { once: true });
  }

  /** Aborted when the patience is exhausted or the parent is. */
  get signal(): AbortSignal {
    return this.#stream.signal;
  }

  /** Whether the stream was silent for too long. */
  get exhausted(): boolean {
    return this.#exhausted;
  }

  heard(): void {
    this.#heardAt = this.#clock.now();
  }

  /** From now on silence is welcome. */
  satisfied(): void {
    this.#satisfied.abort();
  }

  /** To be called when the stream has ended. */
  finish(): void {
    this.#satisfied.abort();
    this.#parent.removeEventListener('abort', this.#end);
  }

  async #wait(): Promise<void> {
    const { signal } = this.#satisfied;
    while (!signal.aborted) {
      const rest = this.#heardAt + this.#ms - this.#clock.now();
      if (rest <= 0) {
        this.#exhausted = true;
        this.#stream.abort();
        return;
      }
      await this.#clock.sleep(rest, signal);
    }
  }
}
