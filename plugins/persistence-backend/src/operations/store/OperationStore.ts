import type {
  Finding,
  Intent,
  Message,
  Operation,
  OperationState,
  Plan,
  Target,
} from 'backstage-plugin-persistence-common';
import type { PlannedStep } from '../../planning';
import type { Lease } from './Lease';

/** What a step leaves for later ones. Never contents of files. */
export interface StepOutcome {
  /** The generation of the workload after our write. */
  generation?: number;
}

/** A step as it is stored. */
export interface StoredStep extends PlannedStep {
  state: Operation['steps'][number]['state'];
  outcome?: StepOutcome;
}

/** An operation as it is stored: what callers see of it, and what it takes to carry it out. */
export interface StoredOperation {
  operation: Operation;
  /** What was posted. */
  request: { target: Target; intent: Intent };
  /** One for each of the operation's. */
  steps: StoredStep[];
  /** Whether a step has begun that replaces the service's pods. */
  podsTouched: boolean;
  /** How often in a row its cluster did not answer. */
  attempts: number;
}

/** What is asked to be begun. */
export interface NewOperation {
  entityRef: string;
  request: { target: Target; intent: Intent };
  plan: Plan;
  steps: PlannedStep[];
  actor: Operation['actor'];
  /** The names of what it changes, the workload's first: only one operation at a time may. */
  locks: readonly [string, ...string[]];
  undoOf?: string;
}

/** How far a step has got. */
export type StepReport = Pick<
  Operation['steps'][number],
  'progress' | 'message'
>;

/** How a step ended. */
export interface StepEnd {
  state: 'done' | 'failed' | 'undone' | 'skipped';
  message?: Message;
  outcome?: StepOutcome;
  /** Why it failed, the operation's from then on, and whether the service's pods were touched before. */
  failure?: { error: Finding; podsTouched: boolean };
}

/** Why a step may not begin. */
export type StepStart = 'started' | 'cancelled';

/**
 * Where operations are kept. Times are those of the database's clock, so that it does not matter whose clock is wrong. What is written
 * with a lease is written only while the lease holds: otherwise LeaseLostError is thrown, and nothing is written.
 */
export interface OperationStore {
  /**
   * Begins an operation. The same plan again gives the operation that there is, whoever was first.
   *
   * @throws OperationInProgressError when another operation changes the same workload or claim
   */
  create(
    operation: NewOperation,
  ): Promise<{ stored: StoredOperation; created: boolean }>;

  get(id: string): Promise<StoredOperation | undefined>;
  ofPlan(planId: string): Promise<StoredOperation | undefined>;
  /** Who changes something now, by the name of its lock. */
  holderOf(lock: string): Promise<StoredOperation | undefined>;
  /** Newest first. */
  list(options: {
    entityRef: string;
    limit: number;
    /** Where the page before ended. */
    cursor?: string;
  }): Promise<{ items: StoredOperation[]; nextCursor?: string }>;
  /** Those that go on, and those that ended lately. Newest first. */
  recent(options: {
    entityRef: string;
    endedWithinMs: number;
  }): Promise<StoredOperation[]>;

  /** A lease on the oldest operation that has something to do and that nobody runs. */
  takeNext(options: {
    holder: string;
    leaseMs: number;
  }): Promise<Lease | undefined>;
  renew(lease: Lease, leaseMs: number): Promise<void>;
  /** Lets somebody else go on at once. */
  release(lease: Lease): Promise<void>;
  /** Lets somebody go on after some time, because the cluster does not answer. */
  postpone(lease: Lease, afterMs: number): Promise<void>;

  /**
   * Begins a step, for the first time or again. One that replaces pods does not begin when the operation was cancelled, and from then on
   * it cannot be.
   */
  startStep(
    lease: Lease,
    position: number,
    options: { rolls: boolean },
  ): Promise<StepStart>;
  reportStep(lease: Lease, position: number, report: StepReport): Promise<void>;
  endStep(lease: Lease, position: number, end: StepEnd): Promise<void>;
  /** Ends an operation; steps that have not begun are skipped. Others may change the same objects then. */
  end(
    lease: Lease,
    end: {
      state: Extract<
        OperationState,
        'succeeded' | 'failed' | 'cancelled' | 'needs-attention'
      >;
      error?: Finding;
    },
  ): Promise<void>;

  /** @returns whether it was in time: not ended, and none of its pods touched */
  cancel(id: string): Promise<boolean>;
}
