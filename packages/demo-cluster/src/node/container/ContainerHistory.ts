import { randomBytes } from 'node:crypto';
import type { ContainerStateTerminated } from 'kubernetes-types/core/v1';
import type { Registry } from '../../registry/Registry';
import { timestamp } from '../../model/timestamp';
import { isBackOffReset } from './backOff';
import {
  readRecord,
  writeRecord,
  type ContainerRecord,
} from './ContainerRecord';

/** How an ended container is described beyond its id and its end. */
type Ending = Pick<
  ContainerStateTerminated,
  'exitCode' | 'reason' | 'message' | 'startedAt'
>;

/**
 * The starts and ends of one container, of which the latest are remembered, also over a stop of the demo cluster.
 */
export class ContainerHistory {
  readonly #folder: string;
  readonly #registry: Registry;
  #record?: ContainerRecord;

  static open(options: {
    folder: string;
    registry: Registry;
  }): ContainerHistory {
    return new ContainerHistory(options.folder, options.registry);
  }

  private constructor(folder: string, registry: Registry) {
    this.#folder = folder;
    this.#registry = registry;
    this.#record = readRecord(folder);
  }

  /** Absent for a container that was never started. */
  get record(): ContainerRecord | undefined {
    return this.#record;
  }

  /** How the container ended; absent before its first start, and while it runs or ran when the demo cluster was stopped. */
  get ended(): ContainerStateTerminated | undefined {
    return this.#record?.terminated;
  }

  /** Restarts in a row, see `restartDelay`. */
  get failures(): number {
    return this.#record?.failures ?? 0;
  }

  /** A container is started, after another unless it is the first. */
  begin(): void {
    const before = this.#record;
    this.#write({
      id: `demo://${randomBytes(32).toString('hex')}`,
      restartCount: before ? before.restartCount + 1 : 0,
      failures: before ? before.failures + 1 : 0,
      startedAt: timestamp(this.#registry.now()),
      lastTerminated: before?.terminated,
    });
  }

  /** The container has a process: a new one, also when it goes on after a stop of the demo cluster. */
  run(pid: number | undefined): void {
    if (this.#record) {
      this.#write({ ...this.#record, pid });
    }
  }

  /** The container's process has ended. */
  end(exitCode: number): void {
    this.#end({
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt: this.#record?.startedAt,
    });
  }

  /** The container's program could not be started. */
  failToStart(message: string): void {
    this.#end({
      exitCode: 128,
      reason: 'StartError',
      message,
      startedAt: '1970-01-01T00:00:00Z',
    });
  }

  #end(ending: Ending): void {
    const record = this.#record;
    if (!record) {
      throw new Error('A container that was never started cannot end');
    }
    const finishedAt = timestamp(this.#registry.now());
    const isReset = isBackOffReset(
      Date.parse(record.startedAt),
      Date.parse(finishedAt),
    );
    this.#write({
      ...record,
      failures: isReset ? 0 : record.failures,
      terminated: { containerID: record.id, ...ending, finishedAt },
    });
  }

  #write(record: ContainerRecord): void {
    writeRecord(this.#folder, record);
    this.#record = record;
  }
}
