import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { LeaseRun, type LeaseRunOptions } from './LeaseRun';
import type { OperationStore } from './store';

/** What a runner is made from. */
export interface OperationRunnerOptions extends Omit<LeaseRunOptions, 'lease'> {
  store: OperationStore;
  logger: LoggerService;
  /** How often it looks for work that nobody told it of: another replica's, or what a lost one left. Default: 2 000. */
  pollMs?: number;
  /** How many operations it runs at once. Default: 20. */
  concurrency?: number;
}

/**
 * Carries operations out, also those that another runner began and did not end. Any number of runners may share a database: each operation
 * is run by one of them at a time.
 */
export class OperationRunner {
  readonly #options: OperationRunnerOptions;
  readonly #holder = randomUUID();
  readonly #runs = new Set<LeaseRun>();
  #timer?: NodeJS.Timeout;
  #looking?: Promise<void>;
  #again = false;
  #stopped = true;

  private constructor(options: OperationRunnerOptions) {
    this.#options = options;
  }

  static create(options: OperationRunnerOptions): OperationRunner {
    return new OperationRunner(options);
  }

  start(): void {
    if (!this.#stopped) {
      return;
    }
    this.#stopped = false;
    this.#timer = setInterval(
      () => this.wake(),
      this.#options.pollMs ?? 2_000,
    ).unref();
    this.wake();
  }

  /** Lets go of what it runs, so that another runner can go on at once. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#looking;
    await Promise.all([...this.#runs].map(run => run.stop()));
  }

  /** There may be something to do. */
  wake(): void {
    if (this.#stopped) {
      return;
    }
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = this.#look()
      .catch(error =>
        this.#options.logger.warn('Operations cannot be read', {
          error: stringifyError(error),
        }),
      )
      .finally(() => {
        this.#looking = undefined;
        if (this.#again) {
          this.#again = false;
          this.wake();
        }
      });
  }

  async #look(): Promise<void> {
    const { store, concurrency = 20, leaseMs = 15_000 } = this.#options;
    while (!this.#stopped && this.#runs.size < concurrency) {
      const lease = await store.takeNext({ holder: this.#holder, leaseMs });
      if (!lease) {
        return;
      }
      const run = LeaseRun.create({ ...this.#options, lease });
      this.#runs.add(run);
      // What goes wrong is its own to say: it never fails
      void run.ended.then(() => {
        this.#runs.delete(run);
        this.wake();
      });
    }
  }
}
