import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Intent,
  Operation,
  Plan,
  Target,
} from 'backstage-plugin-persistence-common';
import { actorOf } from './actorOf';
import type { CallerCredentials } from './CallerCredentials';
import type { DefaultPlanService, PreparedPlan } from './DefaultPlanService';
import { isSame } from './isSame';
import { oppositeOf } from './oppositeOf';
import type {
  OperationRequest,
  OperationService,
  OperationSubject,
} from './OperationService';
import { PlanBlockedError, PlanOutdatedError } from './PlanErrors';
import {
  OperationInProgressError,
  type NewOperation,
  type OperationStore,
  type StoredOperation,
} from './store';

/** Writes operations down for runners to carry them out. */
export class DefaultOperationService implements OperationService {
  readonly #plans: DefaultPlanService;
  readonly #store: OperationStore;
  readonly #wake: () => void;

  private constructor(options: {
    plans: DefaultPlanService;
    store: OperationStore;
    wake: () => void;
  }) {
    this.#plans = options.plans;
    this.#store = options.store;
    this.#wake = options.wake;
  }

  /** @param options.wake - tells a runner that there is something to do */
  static create(options: {
    plans: DefaultPlanService;
    store: OperationStore;
    wake: () => void;
  }): DefaultOperationService {
    return new DefaultOperationService(options);
  }

  async start(
    entity: Entity,
    request: OperationRequest,
    options: { credentials: CallerCredentials },
  ): Promise<{ operation: Operation; created: boolean }> {
    const { target, intent, planId, fingerprint } = request;
    const known = await this.#store.ofPlan(planId);
    if (known) {
      return { operation: sameOrThrow(known, entity, request), created: false };
    }
    try {
      const prepared = await this.#plans.prepare(entity, { target, intent });
      const { plan } = prepared;
      if (plan.fingerprint !== fingerprint) {
        return await this.#refuse(new PlanOutdatedError(plan), prepared);
      }
      return await this.#begin(
        { ...prepared, plan: { ...plan, id: planId } },
        { entity, request, ...options },
      );
    } catch (error) {
      // Posted twice at once: what stands in the way may be what the other one has done meanwhile
      const other = await this.#store.ofPlan(planId);
      if (!other) {
        throw error;
      }
      return { operation: sameOrThrow(other, entity, request), created: false };
    }
  }

  async list(
    entity: Entity,
    page: { limit: number; cursor?: string },
  ): Promise<{ items: Operation[]; nextCursor?: string }> {
    const { items, nextCursor } = await this.#store.list({
      entityRef: stringifyEntityRef(entity),
      ...page,
    });
    return {
      items: items.map(({ operation }) => operation),
      ...(nextCursor && { nextCursor }),
    };
  }

  async subjectOf(id: string): Promise<OperationSubject | undefined> {
    return (await this.#store.get(id))?.operation;
  }

  async get(entity: Entity, id: string): Promise<Operation> {
    return (await this.#find(entity, id)).operation;
  }

  async undo(
    entity: Entity,
    id: string,
    options: { credentials: CallerCredentials },
  ): Promise<Operation> {
    const stored = await this.#find(entity, id);
    const { operation } = stored;
    if (!operation.undoable) {
      throw new ConflictError(
        `Operation ${id} (${operation.intent.kind}, ${operation.state}) cannot be undone`,
      );
    }
    const request = { target: operation.target, intent: oppositeOf(stored) };
    const prepared = await this.#plans.prepare(entity, request);
    const begun = await this.#begin(prepared, {
      entity,
      request,
      undoOf: id,
      ...options,
    });
    return begun.operation;
  }

  async cancel(entity: Entity, id: string): Promise<Operation> {
    const { operation } = await this.#find(entity, id);
    if (!(await this.#store.cancel(operation.id))) {
      throw new ConflictError(
        operation.endedAt === undefined
          ? `Operation ${id} cannot be cancelled any more: the pods are being replaced. Wait until it has ended, then undo it`
          : `Operation ${id} has ended`,
      );
    }
    this.#wake();
    return (await this.#find(entity, id)).operation;
  }

  async #begin(
    prepared: PreparedPlan,
    options: {
      entity: Entity;
      request: { target: Target; intent: Intent };
      credentials: CallerCredentials;
      undoOf?: string;
    },
  ): Promise<{ operation: Operation; created: boolean }> {
    const { plan, steps } = prepared;
    if (plan.blockers.length > 0) {
      return this.#refuse(new PlanBlockedError(plan), prepared);
    }
    const { entity, request, credentials, undoOf } = options;
    const { stored, created } = await this.#create({
      entityRef: stringifyEntityRef(entity),
      request: { target: request.target, intent: request.intent },
      plan,
      steps,
      actor: actorOf(credentials),
      locks: locksOf(plan, steps),
      ...(undoOf && { undoOf }),
    });
    this.#wake();
    return { operation: sameOrThrow(stored, entity, request), created };
  }

  async #create(operation: NewOperation): ReturnType<OperationStore['create']> {
    try {
      return await this.#store.create(operation);
    } catch (error) {
      throw error instanceof OperationInProgressError
        ? inTheWay(error.operation, operation.entityRef)
        : error;
    }
  }

  /** An operation that changes the workload now is said rather than what it has changed. */
  async #refuse(error: Error, { plan, steps }: PreparedPlan): Promise<never> {
    const [workload] = locksOf(plan, steps);
    const holder = await this.#store.holderOf(workload);
    throw holder ? inTheWay(holder.operation, plan.entityRef) : error;
  }

  async #find(entity: Entity, id: string): Promise<StoredOperation> {
    const stored = await this.#store.get(id);
    if (stored?.operation.entityRef !== stringifyEntityRef(entity)) {
      throw new NotFoundError('There is no such operation');
    }
    return stored;
  }
}

/** Those of other entities are not shown: who asks may not see them. */
function inTheWay(operation: Operation, entityRef: string): Error {
  const error = new OperationInProgressError(operation);
  return operation.entityRef === entityRef
    ? error
    : new ConflictError(error.message);
}

/** @throws ConflictError when the plan was carried out for something else */
function sameOrThrow(
  { operation, request }: StoredOperation,
  entity: Entity,
  posted: { target: Target; intent: Intent; fingerprint?: string },
): Operation {
  const { fingerprint = operation.plan.fingerprint } = posted;
  const isTheSame =
    operation.entityRef === stringifyEntityRef(entity) &&
    operation.plan.fingerprint === fingerprint &&
    isSame(placeOf(posted.target), placeOf(request.target)) &&
    (isSame(posted.intent, request.intent) ||
      isSame(posted.intent, operation.intent));
  if (!isTheSame) {
    throw new ConflictError(
      `Plan ${operation.plan.id} was carried out for something else: ask for a new plan`,
    );
  }
  return operation;
}

/** With and without a uid, a target is the same. */
function placeOf(target: Target): unknown {
  return 'workload' in target
    ? { ...target.workload, uid: undefined }
    : target.claim;
}

/** The workload's name first, then those of the claims. A name that no claim can have keeps two clusters apart. */
function locksOf(
  { target }: Plan,
  steps: PreparedPlan['steps'],
): [string, ...string[]] {
  const place = 'workload' in target ? target.workload : target.claim;
  const { cluster, namespace, name } = place;
  const kind = 'workload' in target ? target.workload.kind : 'claim';
  const claims = steps.flatMap(({ step }) =>
    step.kind === 'create-claim' ||
    step.kind === 'adopt-claim' ||
    step.kind === 'shelve-claim'
      ? [`claim:${cluster}/${step.namespace}/${step.name}`]
      : [],
  );
  return [`${kind}:${cluster}/${namespace}/${name}`, ...claims];
}
