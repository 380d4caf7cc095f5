/** After this long without an answer a fetch counts as failed, so that the next one may begin. */
const DEADLINE_MILLISECONDS = 30_000;

/** How {@link Refresher} fetches and what it tells. */
export interface RefresherOptions<T> {
  fetch(signal: AbortSignal): Promise<T>;
  onStart(): void;
  onResult(result: T): void;
  onError(error: unknown): void;
}

/** Fetches when it is asked to, never twice at once, and tells nothing any more once it was stopped. */
export class Refresher<T> {
  static create<T>(options: RefresherOptions<T>): Refresher<T> {
    return new Refresher(options);
  }

  readonly #options: RefresherOptions<T>;
  #running?: AbortController;
  #again = false;
  #stopped = false;

  private constructor(options: RefresherOptions<T>) {
    this.#options = options;
  }

  /**
   * Fetches now, or joins the fetch that is under way.
   *
   * @param changed - what a fetch under way reads may be too old, so that one more follows it
   */
  refresh({ changed = false }: { changed?: boolean } = {}): void {
    if (this.#stopped) {
      return;
    }
    if (this.#running) {
      this.#again ||= changed;
      return;
    }
    this.#run();
  }

  /** Gives up a fetch that is under way. */
  stop(): void {
    this.#stopped = true;
    this.#running?.abort();
  }

  async #run(): Promise<void> {
    const controller = new AbortController();
    const deadline = setTimeout(
      () => controller.abort(),
      DEADLINE_MILLISECONDS,
    );
    this.#running = controller;
    this.#again = false;
    this.#options.onStart();
    try {
      const result = await this.#options.fetch(controller.signal);
      if (!this.#stopped) {
        this.#options.onResult(result);
      }
    } catch (error) {
      if (!this.#stopped) {
        this.#options.onError(error);
      }
    } finally {
      clearTimeout(deadline);
      this.#running = undefined;
    }
    if (this.#again) {
      this.refresh();
    }
  }
}
