import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  createFinding,
  createMessage,
  type Finding,
} from 'backstage-plugin-persistence-common';
import { ClusterError } from '../clusters';
import {
  StepFailure,
  type OperatedCluster,
  type StepContext,
} from './StepHandler';
import type { StepHandlers } from './StepHandlers';
import {
  LeaseLostError,
  type Lease,
  type OperationStore,
  type StepOutcome,
  type StoredOperation,
} from './store';

/** What a run is made from. */
export interface LeaseRunOptions {
  lease: Lease;
  store: OperationStore;
  handlers: StepHandlers;
  /**
   * Undefined for a cluster that the portal does not know any more.
   *
   * @throws ClusterError while it is not known yet which clusters there are
   */
  cluster: (name: string) => OperatedCluster | undefined;
  /** Called after every change of an operation. */
  changed: (operation: StoredOperation['operation']) => void;
  /** Called when an operation has ended. */
  ended: (operation: StoredOperation['operation']) => Promise<void>;
  logger: LoggerService;
  /** How long a lease is good for without being renewed. Default: 15 000. */
  leaseMs?: number;
  /** After how long a cluster that did not answer is tried again. Default: 5 000. */
  retryMs?: number;
}

/**
 * Runs one operation as long as the lease holds: step after step, from the first that is not done. Whatever has begun may have been done
 * by a runner that is gone; steps can be run twice.
 */
export class LeaseRun {
  readonly #options: LeaseRunOptions;
  readonly #abort = new AbortController();
  readonly ended: Promise<void>;

  private constructor(options: LeaseRunOptions) {
    this.#options = options;
    this.ended = this.#run();
  }

  static create(options: LeaseRunOptions): LeaseRun {
    return new LeaseRun(options);
  }

  /** Stops at the next possible moment and gives the lease back. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.ended;
  }

  async #run(): Promise<void> {
    const { lease, store, logger, leaseMs = 15_000 } = this.#options;
    const renewal = setInterval(() => {
      store.renew(lease, leaseMs).catch(error => {
        if (error instanceof LeaseLostError) {
          this.#abort.abort();
        }
      });
    }, leaseMs / 3);
    try {
      const stored = await store.get(lease.operationId);
      if (stored) {
        await this.#carryOut(stored);
      }
    } catch (error) {
      await this.#letGo(error);
    } finally {
      clearInterval(renewal);
      logger.debug(`Stopped running operation ${lease.operationId}`);
    }
  }

  /** Somebody goes on later: at once where the portal ends, after a while where a cluster does not answer. */
  async #letGo(error: unknown): Promise<void> {
    const { lease, store, logger, retryMs = 5_000 } = this.#options;
    if (error instanceof LeaseLostError) {
      return;
    }
    const isStopped = this.#abort.signal.aborted;
    if (!isStopped) {
      logger.warn(`Operation ${lease.operationId} waits`, {
        error: stringifyError(error),
      });
    }
    await store
      .release(lease, isStopped ? {} : { state: 'waiting', afterMs: retryMs })
      .catch(failure =>
        logger.debug('A lease could not be given back', {
          error: stringifyError(failure),
        }),
      );
    await this.#tell();
  }

  async #carryOut(stored: StoredOperation): Promise<void> {
    const { operation, steps } = stored;
    const failure = operation.error;
    if (failure && stored.podsTouched) {
      await this.#end({ state: 'needs-attention', error: failure });
      return;
    }
    if (operation.state === 'cancelling' || failure) {
      await this.#takeBack(stored, failure);
      return;
    }
    for (const [position, step] of steps.entries()) {
      if (step.state !== 'done') {
        const outcome = await this.#runStep(stored, position);
        if (outcome !== 'done') {
          return;
        }
      }
    }
    await this.#end({ state: 'succeeded' });
  }

  async #runStep(
    stored: StoredOperation,
    position: number,
  ): Promise<'done' | 'ended'> {
    const { lease, store, handlers } = this.#options;
    const { step } = stored.steps[position];
    const handler = handlers.of(step);
    const start = await store.startStep(lease, position, {
      rolls: handler.rolls,
    });
    if (start === 'cancelled') {
      await this.#takeBack(stored, undefined);
      return 'ended';
    }
    await this.#tell();
    let outcome: StepOutcome;
    try {
      outcome = await handler.run(step, this.#contextOf(stored, position));
    } catch (error) {
      const failure = failureOf(error, this.#abort.signal);
      if (!failure) {
        await this.#sayThatItWaits(position, error);
        throw error;
      }
      await this.#failed(stored, position, failure);
      return 'ended';
    }
    await store.endStep(lease, position, { state: 'done', outcome });
    stored.steps[position] = {
      ...stored.steps[position],
      state: 'done',
      outcome,
    };
    await this.#tell();
    return 'done';
  }

  /** Before its pods are touched everything is taken back; afterwards a person decides, because data may be at stake. */
  async #failed(
    stored: StoredOperation,
    position: number,
    failure: StepFailure,
  ): Promise<void> {
    const { lease, store, handlers } = this.#options;
    const podsTouched = stored.steps
      .slice(0, position + 1)
      .some(
        ({ step }, index) =>
          handlers.of(step).rolls &&
          (index < position || !failure.changedNothing),
      );
    await store.endStep(lease, position, {
      state: 'failed',
      message: failure.finding,
      failure: { error: failure.finding, podsTouched },
    });
    stored.steps[position] = { ...stored.steps[position], state: 'failed' };
    if (podsTouched) {
      await this.#end({ state: 'needs-attention', error: failure.finding });
    } else {
      await this.#takeBack(stored, failure.finding);
    }
  }

  /** Undoes what was done before the pods were touched, the last step first. */
  async #takeBack(
    stored: StoredOperation,
    error: Finding | undefined,
  ): Promise<void> {
    const { lease, store, handlers } = this.#options;
    for (const [position, { step, state }] of [
      ...stored.steps.entries(),
    ].reverse()) {
      if (state === 'waiting') {
        await store.endStep(lease, position, { state: 'skipped' });
      } else if (state !== 'undone' && state !== 'skipped') {
        try {
          await handlers.of(step).undo(step, this.#contextOf(stored, position));
        } catch (cause) {
          const failure = failureOf(cause, this.#abort.signal);
          if (!failure) {
            throw cause;
          }
          await this.#end({ state: 'needs-attention', error: failure.finding });
          return;
        }
        if (state !== 'failed') {
          await store.endStep(lease, position, { state: 'undone' });
        }
      }
    }
    await this.#end(
      error ? { state: 'failed', error } : { state: 'cancelled' },
    );
  }

  async #end(end: Parameters<OperationStore['end']>[1]): Promise<void> {
    const { lease, store, ended } = this.#options;
    await store.end(lease, end);
    const operation = await this.#tell();
    if (operation) {
      await ended(operation);
    }
  }

  async #sayThatItWaits(position: number, error: unknown): Promise<void> {
    const { lease, store } = this.#options;
    if (error instanceof ClusterError && error.kind !== 'aborted') {
      await store.reportStep(lease, position, {
        message: createMessage('WAITS_FOR_CLUSTER', {
          cluster: error.cluster,
        }),
      });
    }
  }

  async #tell(): Promise<StoredOperation['operation'] | undefined> {
    const { lease, store, changed } = this.#options;
    const operation = (await store.get(lease.operationId))?.operation;
    if (operation) {
      changed(operation);
    }
    return operation;
  }

  #contextOf(stored: StoredOperation, position: number): StepContext {
    const { lease, store, cluster, logger } = this.#options;
    const { id, entityRef, actor, createdAt, target } = stored.operation;
    const { cluster: name } =
      'workload' in target ? target.workload : target.claim;
    const operated = cluster(name);
    if (!operated) {
      throw new StepFailure({
        finding: createFinding({
          code: 'CLUSTER_UNKNOWN',
          severity: 'danger',
          params: { cluster: name },
        }),
        changedNothing: true,
      });
    }
    return {
      cluster: operated.cluster,
      view: operated.view,
      subscribe: listener => operated.subscribe(listener),
      operationId: id,
      entityRef,
      actor,
      createdAt,
      outcomes: stored.steps
        .slice(0, position)
        .reverse()
        .flatMap(({ outcome }) => outcome ?? []),
      report: async report => {
        await store.reportStep(lease, position, report);
        await this.#tell();
      },
      signal: this.#abort.signal,
      logger,
    };
  }
}

/** Answers of a server that may be another one the next time. */
const PASSING = new Set([401, 408, 429, 500, 502, 503, 504]);

/** Why a step failed for good; undefined where it should be tried again. */
function failureOf(
  error: unknown,
  signal: AbortSignal,
): StepFailure | undefined {
  if (error instanceof StepFailure) {
    return error;
  }
  if (error instanceof LeaseLostError || signal.aborted) {
    return undefined;
  }
  if (error instanceof ClusterError) {
    const isFinal =
      error.kind === 'rejected' && !PASSING.has(error.status ?? 0);
    return isFinal
      ? new StepFailure({
          finding: createFinding({
            code: 'REFUSED_BY_CLUSTER',
            severity: 'danger',
            params: { words: error.message },
          }),
          changedNothing: true,
        })
      : undefined;
  }
  // Not the cluster's doing: trying again would not help, and nobody would hear of it
  return new StepFailure({
    finding: createFinding({
      code: 'OPERATION_BROKE',
      severity: 'danger',
      params: { words: stringifyError(error) },
    }),
    changedNothing: false,
  });
}
