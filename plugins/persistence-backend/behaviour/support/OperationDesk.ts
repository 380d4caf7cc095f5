import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type {
  Intent,
  Operation,
  Plan,
  Target,
} from 'backstage-plugin-persistence-common';
import { knex, type Knex } from 'knex';
import { eventually } from '../../src/clusters/testing';
import { selectorOf, type EntityIndex } from '../../src/entities';
import { SelectorTable } from '../../src/entities/SelectorTable';
import {
  DatabaseOperationStore,
  DefaultOperationService,
  DefaultPlanService,
  STEP_HANDLERS,
} from '../../src/operations';
import { readPolicies } from '../../src/policies';
import { toKubeconfig, type Access } from './Access';
import { observationOf } from './processes/observationOf';
import { CLUSTER } from './processes/options';
import { PATIENCE_MS, untilEnded } from './untilEnded';

const closing: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const close of closing.splice(0)) {
    await close();
  }
});

/** Plans operations and has them written down, without anybody who carries them out. */
export class OperationDesk {
  readonly #entity: Entity;
  readonly #target: Target;
  readonly #plans: DefaultPlanService;
  readonly #operations: DefaultOperationService;
  /** A file: how whoever carries them out reaches the cluster. */
  readonly kubeconfig: string;

  /** For the Deployment of a component that has the same name. */
  static async open(options: {
    database: Knex.Config;
    access: Access;
    entity: Entity;
    namespace: string;
  }): Promise<OperationDesk> {
    const { database, access, entity, namespace } = options;
    const folder = mkdtempSync(join(tmpdir(), 'persistence-'));
    const kubeconfig = join(folder, 'kubeconfig');
    writeFileSync(kubeconfig, toKubeconfig(CLUSTER, access), { mode: 0o600 });
    const client = knex(database);
    const observation = observationOf({
      kubeconfig,
      logger: mockServices.logger.mock(),
    });
    closing.push(async () => {
      await observation.stop();
      await client.destroy();
      rmSync(folder, { recursive: true, force: true });
    });
    await observation.start();
    const plans = DefaultPlanService.create({
      clusters: () => observation.clusters(),
      entityIndex: indexOf(entity),
      policies: readPolicies(mockServices.rootConfig()),
      handlers: STEP_HANDLERS,
    });
    const operations = DefaultOperationService.create({
      plans,
      store: await DatabaseOperationStore.create({
        database: { getClient: async () => client },
      }),
      // Runners look for themselves
      wake: () => {},
    });
    const { name } = entity.metadata;
    const workload = {
      cluster: CLUSTER,
      namespace,
      kind: 'Deployment',
      name,
    } as const;
    return new OperationDesk({
      entity,
      target: { workload },
      plans,
      operations,
      kubeconfig,
    });
  }

  private constructor(options: {
    entity: Entity;
    target: Target;
    plans: DefaultPlanService;
    operations: DefaultOperationService;
    kubeconfig: string;
  }) {
    this.#entity = options.entity;
    this.#target = options.target;
    this.#plans = options.plans;
    this.#operations = options.operations;
    this.kubeconfig = options.kubeconfig;
  }

  /** A plan without blockers: the view may be a moment older than what was done just before. */
  async plan(intent: Intent): Promise<Plan> {
    return eventually(async () => {
      const plan = await this.#plans.plan(this.#entity, {
        target: this.#target,
        intent,
      });
      expect(plan.blockers).toEqual([]);
      return plan;
    }, PATIENCE_MS);
  }

  /** Writes down that a plan is to be carried out. */
  async start({
    target,
    intent,
    id: planId,
    fingerprint,
  }: Plan): Promise<{ operation: Operation; created: boolean }> {
    return this.#operations.start(
      this.#entity,
      { target, intent, planId, fingerprint },
      { credentials: mockCredentials.user() },
    );
  }

  async operation(id: string): Promise<Operation> {
    return this.#operations.get(this.#entity, id);
  }

  async history(): Promise<Operation[]> {
    const { items } = await this.#operations.list(this.#entity, { limit: 50 });
    return items;
  }

  async cancel(id: string): Promise<Operation> {
    return this.#operations.cancel(this.#entity, id);
  }

  /** Waits for the end of an operation, whichever it is. */
  async untilEnded(id: string): Promise<Operation> {
    return untilEnded(() => this.operation(id));
  }
}

function indexOf(entity: Entity): EntityIndex {
  const lookup = selectorOf(entity);
  const table = SelectorTable.of(
    lookup
      ? [
          {
            entityRef: stringifyEntityRef(entity),
            selector: lookup.selector,
          },
        ]
      : [],
  );
  return {
    entitiesSelecting: (cluster, workload) =>
      table.entitiesSelecting(cluster, workload),
    noticed: () => undefined,
  };
}
