import type { Operation } from 'backstage-plugin-persistence-common';
import { isRunning, newerOf } from '../operations';
import {
  keepsLastKnownState,
  toLoadProblem,
  type LoadProblem,
} from './LoadProblem';

/** How often an operation that runs is looked at. */
const POLL_MILLISECONDS = 700;
/** How seldom at most, while there is no answer. */
const LONGEST_PAUSE_MILLISECONDS = 5_000;
/** After this long without an answer a look counts as failed. */
const DEADLINE_MILLISECONDS = 10_000;

/** An operation as it was last seen. */
export interface TrackedOperation {
  operation: Operation;
  /** When it was last heard of, while the last look failed. */
  heardAt: Date;
  /** Why the last look failed; the operation goes on in the backend. */
  problem?: LoadProblem;
  /** The last answer about the entity knows that it has ended. */
  confirmed: boolean;
}

/** How {@link OperationTracker} looks and what it tells. */
export interface OperationTrackerOptions {
  fetch(id: string, signal: AbortSignal): Promise<Operation>;
  onChange(tracked: TrackedOperation[]): void;
  /** An operation that was looked at has ended, or may not be seen any more. */
  onEnded(): void;
}

/** Looks at operations as long as they run, whoever began them. */
export class OperationTracker {
  static create(options: OperationTrackerOptions): OperationTracker {
    return new OperationTracker(options);
  }

  readonly #options: OperationTrackerOptions;
  readonly #tracked = new Map<string, TrackedOperation>();
  readonly #looks = new Map<string, Look>();
  #stopped = false;

  private constructor(options: OperationTrackerOptions) {
    this.#options = options;
  }

  /** Takes over what an answer about the entity says. One that it does not know yet stays as long as it is looked at. */
  report(operations: Operation[]): void {
    const answered = new Map(operations.map(each => [each.id, each]));
    for (const [id, { operation }] of this.#tracked) {
      if (!answered.has(id) && !isRunning(operation)) {
        this.#tracked.delete(id);
      }
    }
    for (const operation of operations) {
      const known = this.#tracked.get(operation.id);
      this.#keep(
        known
          ? newerOf({ followed: known.operation, answered: operation })
          : operation,
        { confirmed: !isRunning(operation) },
      );
    }
    this.#tell();
  }

  /** Shows an operation that has just begun or changed, and looks at it from now on. What a look under way finds would be older. */
  follow(operation: Operation): void {
    this.#looks.get(operation.id)?.stop();
    this.#looks.delete(operation.id);
    this.#keep(operation, { confirmed: false });
    this.#tell();
  }

  /** Gives up whatever is under way. The operations go on. */
  stop(): void {
    this.#stopped = true;
    for (const look of this.#looks.values()) {
      look.stop();
    }
    this.#looks.clear();
  }

  #keep(operation: Operation, { confirmed }: { confirmed: boolean }): void {
    const { id } = operation;
    const known = this.#tracked.get(id);
    const isSame = known?.operation === operation;
    this.#tracked.set(id, {
      operation,
      heardAt: isSame ? known.heardAt : new Date(),
      ...(isSame && known.problem && { problem: known.problem }),
      confirmed,
    });
    if (!isRunning(operation)) {
      this.#looks.get(id)?.stop();
      this.#looks.delete(id);
    } else if (!this.#looks.has(id) && !this.#stopped) {
      this.#lookLater(id, POLL_MILLISECONDS);
    }
  }

  #lookLater(id: string, pause: number): void {
    const controller = new AbortController();
    const timer = setTimeout(
      () => this.#look(id, { pause, controller }),
      pause,
    );
    this.#looks.set(id, {
      stop: () => {
        clearTimeout(timer);
        controller.abort();
      },
    });
  }

  async #look(
    id: string,
    { pause, controller }: { pause: number; controller: AbortController },
  ): Promise<void> {
    const look = this.#looks.get(id);
    const deadline = setTimeout(
      () => controller.abort(),
      DEADLINE_MILLISECONDS,
    );
    try {
      const operation = await this.#options.fetch(id, controller.signal);
      if (this.#looks.get(id) === look) {
        this.#seen(operation);
      }
    } catch (error) {
      if (this.#looks.get(id) === look) {
        this.#missed(id, toLoadProblem(error), pause);
      }
    } finally {
      clearTimeout(deadline);
    }
  }

  #seen(operation: Operation): void {
    this.#looks.delete(operation.id);
    this.#keep(operation, { confirmed: false });
    this.#tell();
    if (!isRunning(operation)) {
      this.#options.onEnded();
    }
  }

  #missed(id: string, problem: LoadProblem, pause: number): void {
    const known = this.#tracked.get(id);
    this.#looks.delete(id);
    if (!known || !keepsLastKnownState(problem)) {
      this.#tracked.delete(id);
      this.#tell();
      this.#options.onEnded();
      return;
    }
    this.#tracked.set(id, { ...known, problem });
    this.#lookLater(id, Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS));
    this.#tell();
  }

  #tell(): void {
    this.#options.onChange([...this.#tracked.values()]);
  }
}

/** A look at one operation, planned or under way. */
interface Look {
  stop(): void;
}
