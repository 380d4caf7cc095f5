import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  createFinding,
  createMessage,
  type Finding,
} from 'backstage-plugin-persistence-common';
import { ClusterError } from '../clusters';
import { withChoices } from './choices';
import { failureOf } from './failureOf';
import { retryDelay } from './retryDelay';
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
  type StepReport,
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
  /** After how long a cluster that did not answer is tried again the first time; then it takes longer and longer. Default: 1 000. */
  retryMs?: number;
}

/**
 * Runs one operation as long as the lease holds: step after step, from the first that is not done. Whatever has begun may have been done
 * by a runner that is gone; steps can be run twice.
 */
export class LeaseRun {
  readonly #options: LeaseRunOptions;
  readonly #abort = new AbortController();
  #attempts = 0;
  #renewing = false;
  /** Fulfilled when it has let go of the operation, however that came. */
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
    const { lease, store, leaseMs = 15_000 } = this.#options;
    const renewal = setInterval(() => this.#renew(leaseMs), leaseMs / 3);
    try {
      const stored = await store.get(lease.operationId);
      if (stored) {
        this.#attempts = stored.attempts;
        await this.#carryOut(stored);
      }
    } catch (error) {
      await this.#letGo(error);
    } finally {
      clearInterval(renewal);
    }
  }

  async #renew(leaseMs: number): Promise<void> {
    const { lease, store, logger } = this.#options;
    if (this.#renewing) {
      return;
    }
    this.#renewing = true;
    try {
      await store.renew(lease, leaseMs);
    } catch (error) {
      if (error instanceof LeaseLostError) {
        this.#abort.abort();
      } else {
        logger.warn('A lease could not be renewed', {
          error: stringifyError(error),
        });
      }
    } finally {
      this.#renewing = false;
    }
  }

  /** Somebody goes on later: at once where the portal ends, after a while where a cluster does not answer. */
  async #letGo(error: unknown): Promise<void> {
    const { lease, store, logger, retryMs = 1_000 } = this.#options;
    if (error instanceof LeaseLostError) {
      return;
    }
    try {
      if (this.#abort.signal.aborted) {
        await store.release(lease);
      } else {
        logger.warn(`Operation ${lease.operationId} waits`, {
          error: stringifyError(error),
        });
        const attempts = this.#attempts;
        await store.postpone(lease, retryDelay({ error, attempts, retryMs }));
      }
    } catch (failure) {
      // Then it is free when its time is up
      logger.debug('A lease could not be given back', {
        error: stringifyError(failure),
      });
    }
    await this.#tell();
  }

  async #carryOut(stored: StoredOperation): Promise<void> {
    const { operation, steps, podsTouched } = stored;
    const failure = operation.error;
    if (failure && podsTouched) {
      await this.#end(stored, { state: 'needs-attention', error: failure });
      return;
    }
    if (operation.state === 'cancelling' || failure) {
      await this.#takeBack(stored, failure);
      return;
    }
    for (const [position, step] of steps.entries()) {
      if (
        step.state !== 'done' &&
        (await this.#runStep(stored, position)) === 'ended'
      ) {
        return;
      }
    }
    await this.#end(stored, { state: 'succeeded' });
  }

  async #runStep(
    stored: StoredOperation,
    position: number,
  ): Promise<'done' | 'ended'> {
    const { lease, store, handlers } = this.#options;
    const planned = stored.steps[position];
    const { step } = planned;
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
      const failure = this.#failureOf(error, stored, position);
      if (!failure) {
        await this.#sayThatItWaits(position, error);
        throw error;
      }
      await this.#failed(stored, position, failure);
      return 'ended';
    }
    await store.endStep(lease, position, { state: 'done', outcome });
    this.#attempts = 0;
    stored.steps[position] = { ...planned, state: 'done', outcome };
    await this.#tell();
    return 'done';
  }

  /** Before its pods are touched everything is taken back; afterwards a person decides, because data may be at stake. */
  async #failed(
    stored: StoredOperation,
    position: number,
    { finding, changedNothing }: StepFailure,
  ): Promise<void> {
    const { lease, store, handlers } = this.#options;
    const podsTouched = stored.steps
      .slice(0, position + 1)
      .some(
        ({ step }, index) =>
          handlers.of(step).rolls && (index < position || !changedNothing),
      );
    await store.endStep(lease, position, {
      state: 'failed',
      message: finding,
      failure: { error: finding, podsTouched },
    });
    stored.steps[position] = { ...stored.steps[position], state: 'failed' };
    await (podsTouched
      ? this.#end(stored, { state: 'needs-attention', error: finding })
      : this.#takeBack(stored, finding));
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
      if (['running', 'done', 'failed'].includes(state)) {
        try {
          await handlers.of(step).undo(step, this.#contextOf(stored, position));
        } catch (cause) {
          const failure = this.#failureOf(cause, stored, position);
          if (!failure) {
            await this.#sayThatItWaits(position, cause);
            throw cause;
          }
          await this.#end(stored, {
            state: 'needs-attention',
            error: failure.finding,
          });
          return;
        }
        if (state !== 'failed') {
          await store.endStep(lease, position, { state: 'undone' });
          await this.#tell();
        }
      }
    }
    await this.#end(
      stored,
      error ? { state: 'failed', error } : { state: 'cancelled' },
    );
  }

  async #end(
    { operation: { intent } }: StoredOperation,
    end: Parameters<OperationStore['end']>[1],
  ): Promise<void> {
    const { lease, store, ended, logger } = this.#options;
    const { state, error } = end;
    await store.end(lease, {
      state,
      ...(error && {
        error:
          state === 'needs-attention' ? withChoices(error, intent.kind) : error,
      }),
    });
    const operation = await this.#tell();
    if (operation) {
      await ended(operation).catch(failure =>
        logger.warn('The end of an operation could not be told', {
          error: stringifyError(failure),
        }),
      );
    }
  }

  #failureOf(
    error: unknown,
    { operation, steps }: StoredOperation,
    position: number,
  ): StepFailure | undefined {
    return failureOf(error, {
      namespace: placeOf(operation).namespace,
      isFirstTry: steps[position].state === 'waiting',
      signal: this.#abort.signal,
    });
  }

  async #sayThatItWaits(position: number, error: unknown): Promise<void> {
    const { lease, store } = this.#options;
    if (error instanceof ClusterError && error.kind !== 'aborted') {
      const { cluster } = error;
      await store.reportStep(lease, position, {
        message: createMessage('WAITS_FOR_CLUSTER', { cluster }),
      });
    }
  }

  /** That nobody hears of a change does not undo it. */
  async #tell(): Promise<StoredOperation['operation'] | undefined> {
    const { lease, store, changed, logger } = this.#options;
    try {
      const operation = (await store.get(lease.operationId))?.operation;
      if (operation) {
        changed(operation);
      }
      return operation;
    } catch (error) {
      logger.warn(`A change of operation ${lease.operationId} was not told`, {
        error: stringifyError(error),
      });
      return undefined;
    }
  }

  #contextOf(stored: StoredOperation, position: number): StepContext {
    const { lease, store, cluster, logger, leaseMs = 15_000 } = this.#options;
    const { id, entityRef, actor, createdAt } = stored.operation;
    const { cluster: name } = placeOf(stored.operation);
    const operated = cluster(name);
    if (!operated) {
      throw new StepFailure({
        finding: createFinding({
          code: 'CLUSTER_UNKNOWN',
          severity: 'danger',
          params: { cluster: name },
        }),
        changedNothing: stored.steps[position].state === 'waiting',
      });
    }
    return {
      cluster: operated.cluster,
      view: operated.view,
      status: () => operated.status(),
      subscribe: listener => operated.subscribe(listener),
      operationId: id,
      entityRef,
      actor,
      createdAt,
      outcomes: stored.steps
        .slice(0, position)
        .reverse()
        .flatMap(({ outcome }) => outcome ?? []),
      report: this.#reporterOf(position),
      confirmLease: () => store.renew(lease, leaseMs),
      signal: this.#abort.signal,
      logger,
    };
  }

  /** Writes down what has changed since the last time. What cannot be written down stops nothing, but a lost lease does. */
  #reporterOf(position: number): StepContext['report'] {
    const { lease, store, logger } = this.#options;
    let told = '';
    return async (report: StepReport) => {
      const text = JSON.stringify([report.progress, report.message]);
      if (text === told) {
        return;
      }
      try {
        await store.reportStep(lease, position, report);
        told = text;
      } catch (error) {
        if (error instanceof LeaseLostError) {
          throw error;
        }
        logger.warn('The progress of a step could not be written down', {
          error: stringifyError(error),
        });
      }
      await this.#tell();
    };
  }
}

/** Where an operation changes something. */
function placeOf({ target }: StoredOperation['operation']): {
  cluster: string;
  namespace: string;
} {
  return 'workload' in target ? target.workload : target.claim;
}
