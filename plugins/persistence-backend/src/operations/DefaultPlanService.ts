import { randomUUID } from 'node:crypto';
import type { Entity } from '@backstage/catalog-model';
import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Intent, Plan, Target } from 'backstage-plugin-persistence-common';
import { referTo } from '../assessment';
import { ClusterError, type Cluster } from '../clusters';
import { SELECTS_NOTHING, selectorOf, type EntityIndex } from '../entities';
import type { ObservedCluster } from '../observation/Observation';
import type { ClusterView, Workload } from '../observation/view';
import {
  blocked,
  draftOf,
  isPlannable,
  notSupportedYet,
  situationOf,
  type Draft,
  type PlannedStep,
  type Situation,
} from '../planning';
import type { Policies } from '../policies';
import { fingerprintOf } from './fingerprintOf';
import type { PlanService } from './PlanService';
import { rightsMissing } from './rightsMissing';
import type { DryRun } from './StepHandler';
import type { StepHandlers } from './StepHandlers';

/** A plan, and the steps that carry it out. */
export interface PreparedPlan {
  plan: Plan;
  steps: PlannedStep[];
}

/** What plans are made from. */
export interface DefaultPlanServiceOptions {
  /** The clusters that are observed at the moment. */
  clusters: () => ObservedCluster[];
  entityIndex: EntityIndex;
  policies: Policies;
  handlers: StepHandlers;
  /** The time. */
  now?: () => Date;
}

/** What somebody hears of a workload that is not the entity's, whether or not there is one. */
const NO_WORKLOAD = 'The entity has no such workload';

/** How long the cluster may take for all that it is asked while somebody waits. */
const DEADLINE_MS = 15_000;

/** Makes plans from what is observed, and asks the cluster what it would say to them. */
export class DefaultPlanService implements PlanService {
  readonly #options: DefaultPlanServiceOptions;

  private constructor(options: DefaultPlanServiceOptions) {
    this.#options = options;
  }

  static create(options: DefaultPlanServiceOptions): DefaultPlanService {
    return new DefaultPlanService(options);
  }

  async plan(
    entity: Entity,
    request: { target: Target; intent: Intent },
  ): Promise<Plan> {
    const { target } = request;
    const { uid } = this.#find(entity, target).workload;
    if ('workload' in target && (target.workload.uid ?? uid) !== uid) {
      // Another one that had the same name before
      throw new NotFoundError(NO_WORKLOAD);
    }
    return (await this.prepare(entity, request)).plan;
  }

  /** The same, with the steps, and also for a workload that was made anew: the fingerprint tells. */
  async prepare(
    entity: Entity,
    request: { target: Target; intent: Intent },
  ): Promise<PreparedPlan> {
    const { entityIndex, policies, now = () => new Date() } = this.#options;
    const { intent } = request;
    const { workload, view, cluster } = this.#find(entity, request.target);
    const situation = situationOf({
      entity,
      workload,
      view,
      entityIndex,
      policies,
      facts: {},
      now: now(),
    });
    const draft = isPlannable(intent)
      ? draftOf({ ...situation, intent })
      : unplannable(intent, situation);
    const answers =
      draft.blockers.length === 0
        ? await this.#ask(draft, { cluster, entityRef: situation.entityRef })
        : [];
    return {
      steps: draft.steps,
      plan: {
        id: randomUUID(),
        fingerprint: fingerprintOf(draft, situation),
        entityRef: situation.entityRef,
        target: { workload: referTo(workload, view) },
        intent: draft.intent,
        steps: draft.steps.map(({ step: { kind }, title }) => ({
          kind,
          title,
        })),
        consequences: draft.consequences,
        warnings: [
          ...draft.warnings,
          ...answers.flatMap(({ warnings }) => warnings),
        ],
        blockers: [
          ...draft.blockers,
          ...answers.flatMap(({ blockers }) => blockers),
        ],
        downtime: draft.downtime,
        dataAtRisk: draft.dataAtRisk,
        changes: withDiffs(draft, answers),
      },
    };
  }

  /** What the server says to the rights that are needed and to each step that can be tried, all at once. */
  async #ask(
    draft: Draft,
    { cluster, entityRef }: { cluster: Cluster; entityRef: string },
  ): Promise<DryRun[]> {
    const { handlers } = this.#options;
    const signal = AbortSignal.timeout(DEADLINE_MS);
    try {
      const blockers = await rightsMissing(
        draft.steps.flatMap(({ step }) => handlers.of(step).rights(step)),
        { cluster, signal },
      );
      if (blockers.length > 0) {
        // What we may not do at all need not be tried
        return [{ blockers, warnings: [] }];
      }
      return await Promise.all(
        draft.steps.map(
          async ({ step }) =>
            (await handlers
              .of(step)
              .dryRun?.(step, { cluster, entityRef, signal })) ?? {
              blockers: [],
              warnings: [],
            },
        ),
      );
    } catch (error) {
      if (error instanceof ClusterError && error.status === 404) {
        // What is observed does not know yet that it is gone
        throw new NotFoundError(NO_WORKLOAD);
      }
      if (error instanceof ClusterError) {
        throw new ServiceUnavailableError(
          `The cluster '${cluster.name}' does not answer, so nothing can be planned there: try again later`,
          error,
        );
      }
      throw error;
    }
  }

  /** @throws NotFoundError when the entity has no such workload */
  #find(
    entity: Entity,
    target: Target,
  ): { workload: Workload; view: ClusterView; cluster: Cluster } {
    if (!('workload' in target)) {
      throw new InputError(
        'This is done to a workload: name it in target.workload',
      );
    }
    const { cluster, namespace, kind, name } = target.workload;
    const selector = selectorOf(entity)?.selector ?? SELECTS_NOTHING;
    const observed = this.#options
      .clusters()
      .find(
        each =>
          each.name === cluster &&
          (selector.cluster === undefined || selector.cluster === cluster),
      );
    const workload = observed?.view
      .workloads(selector)
      .find(
        each =>
          each.namespace === namespace &&
          each.kind === kind &&
          each.name === name,
      );
    if (!observed?.cluster || !workload) {
      throw new NotFoundError(NO_WORKLOAD);
    }
    return { workload, view: observed.view, cluster: observed.cluster };
  }
}

/** What this version cannot do. */
function unplannable(intent: Intent, situation: Situation): Draft {
  return blocked({
    intent,
    blockers: [notSupportedYet(intent.kind, `the intent “${intent.kind}”`)],
    input: situation,
  });
}

/** Each change with how the server says that the object would change. Changes are in the order of the steps that write. */
function withDiffs(
  { changes, steps }: Draft,
  answers: readonly DryRun[],
): Plan['changes'] {
  const diffs = steps.flatMap(({ step }, index) =>
    step.kind === 'await-rollout' ? [] : [answers[index]?.diff],
  );
  return changes.map((change, index) => {
    const diff = diffs[index];
    return diff === undefined ? change : { ...change, diff };
  });
}
