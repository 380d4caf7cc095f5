import type { Logger } from '../model/Logger';

const FIRST_RETRY_MS = 5;
const LONGEST_RETRY_MS = 60_000;
/** The longest delay that a Node timer takes; what lies further away is looked at again then. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Keys of objects that need a look, each at most once.
 *
 * @remarks
 * Work runs from `setImmediate`, never within the write that asked for it. A key that is added while it is being worked on is worked on
 * again afterwards. A reconciliation that throws is logged and repeated, after 5 ms at first, then twice as long each time, at most 60 s.
 *
 * @see https://pkg.go.dev/k8s.io/client-go/util/workqueue
 */
export class WorkQueue {
  readonly #name: string;
  readonly #reconcile: (key: string) => void | Promise<void>;
  readonly #logger: Logger;
  readonly #retry: { firstMs: number; longestMs: number };
  readonly #waiting = new Set<string>();
  readonly #running = new Set<string>();
  readonly #failures = new Map<string, number>();
  readonly #timers = new Map<
    string,
    { at: number; timer: ReturnType<typeof setTimeout> }
  >();
  #immediate?: ReturnType<typeof setImmediate>;
  #stopped = false;

  static create(options: {
    /** Names the queue in the log. */
    name: string;
    reconcile: (key: string) => void | Promise<void>;
    logger: Logger;
    /** Default: 5 ms and 60 s. */
    retry?: { firstMs: number; longestMs: number };
  }): WorkQueue {
    return new WorkQueue(options);
  }

  private constructor(options: {
    name: string;
    reconcile: (key: string) => void | Promise<void>;
    logger: Logger;
    retry?: { firstMs: number; longestMs: number };
  }) {
    this.#name = options.name;
    this.#reconcile = options.reconcile;
    this.#logger = options.logger;
    this.#retry = options.retry ?? {
      firstMs: FIRST_RETRY_MS,
      longestMs: LONGEST_RETRY_MS,
    };
  }

  /** Has the key looked at soon. */
  add(key: string): void {
    if (this.#stopped) {
      return;
    }
    this.#waiting.add(key);
    if (!this.#running.has(key)) {
      this.#wake();
    }
  }

  /** Has the key looked at after so many milliseconds, or earlier if that was asked for before. */
  addAfter(key: string, delayMs: number): void {
    if (this.#stopped) {
      return;
    }
    const delay = Math.min(Math.max(delayMs, 0), LONGEST_TIMER_MS);
    const at = Date.now() + delay;
    const earlier = this.#timers.get(key);
    if (earlier && earlier.at <= at) {
      return;
    }
    clearTimeout(earlier?.timer);
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      this.add(key);
    }, delay);
    this.#timers.set(key, { at, timer });
  }

  /** Forgets all keys; work that is under way ends without being repeated. */
  stop(): void {
    this.#stopped = true;
    this.#waiting.clear();
    for (const { timer } of this.#timers.values()) {
      clearTimeout(timer);
    }
    this.#timers.clear();
    if (this.#immediate) {
      clearImmediate(this.#immediate);
    }
  }

  #wake(): void {
    this.#immediate ??= setImmediate(() => {
      this.#immediate = undefined;
      this.#work();
    });
  }

  #work(): void {
    for (const key of Array.from(this.#waiting)) {
      if (this.#stopped) {
        return;
      }
      if (!this.#running.has(key)) {
        this.#waiting.delete(key);
        this.#run(key);
      }
    }
  }

  #run(key: string): void {
    try {
      const work = this.#reconcile(key);
      if (work) {
        this.#running.add(key);
        work.then(
          () => this.#ended(key),
          error => this.#ended(key, error),
        );
      } else {
        this.#failures.delete(key);
      }
    } catch (error) {
      this.#failed(key, error);
    }
  }

  #ended(key: string, error?: unknown): void {
    this.#running.delete(key);
    if (error === undefined) {
      this.#failures.delete(key);
    } else {
      this.#failed(key, error);
    }
    if (!this.#stopped && this.#waiting.has(key)) {
      this.#wake();
    }
  }

  #failed(key: string, error: unknown): void {
    if (this.#stopped) {
      return;
    }
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.set(key, failures + 1);
    const { firstMs, longestMs } = this.#retry;
    const delay = Math.min(firstMs * 2 ** failures, longestMs);
    this.#logger.debug(
      `${this.#name}: ${key}: ${
        error instanceof Error ? error.message : String(error)
      }; again in ${delay} ms`,
    );
    this.addAfter(key, delay);
  }
}
