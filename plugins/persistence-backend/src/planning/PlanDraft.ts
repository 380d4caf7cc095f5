import type {
  Finding,
  Intent,
  Plan,
} from 'backstage-plugin-persistence-common';
import type { Facts } from '../assessment';
import type { Prefill } from '../entities';
import type { Claim, ClusterView, Workload } from '../observation/view';
import type { Policies } from '../policies';
import type { PlannedStep } from './Step';

/** The intents that this version carries out. */
export type PlannableKind = 'attach' | 'detach' | 'redeploy';

/** An intent by its kind. */
export type IntentOf<K extends PlannableKind> = {
  [P in PlannableKind]: Extract<Intent, { kind: P }>;
}[K];

/** What is known when a plan is made, whatever is asked for. */
export interface Situation {
  entityRef: string;
  workload: Workload;
  view: ClusterView;
  /** What the entity's annotations suggest. */
  prefill: Prefill;
  /** The entity's claims in this cluster. */
  ownClaims: Claim[];
  /** Those of them that nothing uses. */
  shelf: Claim[];
  facts: Facts;
  policies: Policies;
  /** OWNERSHIP_AMBIGUOUS, when more than one entity selects the workload. */
  ambiguous?: Finding;
  now: Date;
}

/** What a plan is made from. */
export interface PlanningInput<
  K extends PlannableKind = PlannableKind,
> extends Situation {
  intent: IntentOf<K>;
}

/**
 * What an intent would do, before the cluster was asked. Where there are blockers, what could not be settled is missing: `steps` is empty,
 * and `intent` has the defaults that could be filled in.
 */
export interface Draft<I extends Intent = Intent> extends Pick<
  Plan,
  | 'consequences'
  | 'warnings'
  | 'blockers'
  | 'downtime'
  | 'dataAtRisk'
  | 'changes'
> {
  intent: I;
  steps: PlannedStep[];
  /** What was read of the cluster beside the workload: JSON, never readiness, never times. */
  basis: unknown;
}

/** A draft of what this version carries out. */
export type PlanDraft<K extends PlannableKind = PlannableKind> = Draft<
  IntentOf<K>
>;

/** Pure. The same input gives the same draft. */
export type Planner<K extends PlannableKind> = (
  input: PlanningInput<K>,
) => PlanDraft<K>;
