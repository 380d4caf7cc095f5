import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  ClusterStatus,
  Finding,
  Operation,
} from 'backstage-plugin-persistence-common';
import type { Cluster } from '../clusters';
import type { ClusterView } from '../observation/view';
import type { Step } from '../planning';
import type { StepOutcome, StepReport } from './store';

/** A right in the cluster. https://kubernetes.io/docs/reference/access-authn-authz/authorization/ */
export interface ClusterRight {
  verb: 'get' | 'list' | 'create' | 'patch' | 'delete';
  /** Empty for the core group. */
  group: string;
  resource: string;
  namespace: string;
}

/** A cluster as steps use it: to write, and to see what came of it. */
export interface OperatedCluster {
  readonly cluster: Cluster;
  readonly view: ClusterView;
  /** How the cluster answers us at this moment. */
  status(): ClusterStatus;
  /** Calls the listener within 50 ms of a change of the view. Returns how to stop. */
  subscribe(listener: () => void): () => void;
}

/** What a step knows when it runs. */
export interface StepContext extends OperatedCluster {
  operationId: string;
  entityRef: string;
  actor: Operation['actor'];
  /** When the operation was asked for, RFC 3339; the same at every try. */
  createdAt: string;
  /** What earlier steps left, the latest first. */
  outcomes: readonly StepOutcome[];
  /** Tells how far it has got. What was told already is not written again. */
  report(report: StepReport): Promise<void>;
  /**
   * Asked just before each write to the cluster, after the object was read. Whoever takes the operation over after that writes later, so
   * that this write fails by the version of the object that was read.
   *
   * @throws LeaseLostError when somebody else runs the operation now
   */
  confirmLease(): Promise<void>;
  /** Ends the step's waiting: the lease was lost, or the portal ends. */
  signal: AbortSignal;
  logger: LoggerService;
}

/** What a step knows when it is only tried. */
export interface DryRunContext {
  readonly cluster: Cluster;
  entityRef: string;
  signal: AbortSignal;
}

/** What the server says to a step that was only tried. */
export interface DryRun {
  blockers: Finding[];
  warnings: Finding[];
  /** How the object would change, in YAML. */
  diff?: string;
}

/** The only code that changes a cluster. `run` twice has the effect of once; `undo` after any part of `run` is safe. */
export interface StepHandler<S extends Step = Step> {
  readonly kind: S['kind'];
  /** Whether it replaces the service's pods, so that from then on an operation is not cancelled. */
  readonly rolls: boolean;
  /** What our service account has to be allowed for it. */
  rights(step: S): ClusterRight[];
  /** Asks the server what it would say, and changes nothing. */
  dryRun?(step: S, context: DryRunContext): Promise<DryRun>;
  /**
   * @throws StepFailure when it cannot be done
   * @throws ClusterError when the cluster does not answer, so that it is tried again later, or refuses
   */
  run(step: S, context: StepContext): Promise<StepOutcome>;
  /** Takes back what `run` did, or a part of it. Only of steps before the pods are replaced. */
  undo(step: S, context: StepContext): Promise<void>;
}

/** A step that cannot be done. */
export class StepFailure extends Error {
  readonly name = 'StepFailure';
  readonly finding: Finding;
  /** Whether the step has certainly left the cluster as it was, however often it was begun. */
  readonly changedNothing: boolean;

  constructor(options: { finding: Finding; changedNothing: boolean }) {
    super(options.finding.text);
    this.finding = options.finding;
    this.changedNothing = options.changedNothing;
  }
}
