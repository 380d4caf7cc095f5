import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import type { JsonObject } from '@backstage/types';
import type {
  EntityPersistence,
  Intent,
  Operation,
  OperationPage,
  Plan,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { eventually } from '../../src/clusters/testing';
import { persistencePlugin } from '../../src/plugin';
import { toKubeconfig, type Access } from './Access';
import { PATIENCE_MS, untilEnded } from './untilEnded';

/** The two ways in which the backend reaches clusters. */
export const SOURCES = ['kubeconfig', 'kubernetes-plugin'] as const;

/** One of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];

/** A cluster in the portal's configuration. */
export interface PortalCluster {
  name: string;
  access: Access;
}

/** What the portal answered. */
export interface Answer<T> {
  status: number;
  body: T;
}

/** The body of an answer that is an error. */
export interface ErrorBody {
  error: { name: string; message: string; plan?: Plan; operation?: Operation };
}

/** A backend with the plugin, over HTTP; with the real Kubernetes plugin beside it where clusters are reached through that one. */
export class Portal {
  readonly #url: string;

  static async start(options: {
    source: Source;
    clusters: PortalCluster[];
    entities: Entity[];
    /** Whether the Kubernetes plugin's clusters may be written to; those of a kubeconfig always may. */
    writes?: boolean;
    /** `persistence.policies`. */
    policies?: JsonObject;
    /** `backend.database`. Default: in memory. */
    database?: JsonObject;
  }): Promise<Portal> {
    const { source, clusters, entities, writes = false } = options;
    const { policies, database } = options;
    const { persistence, ...others } =
      source === 'kubeconfig'
        ? ownConfiguration(clusters)
        : kubernetesConfiguration(clusters, writes);
    const data = {
      ...others,
      ...(database && { backend: { database } }),
      persistence: { ...persistence, ...(policies && { policies }) },
    };
    const { server } = await startTestBackend({
      features: [
        persistencePlugin,
        ...(source === 'kubernetes-plugin' ? [kubernetesPlugin] : []),
        catalogServiceMock.factory({ entities }),
        mockServices.rootConfig.factory({ data }),
      ],
    });
    return new Portal(`http://127.0.0.1:${server.port()}`);
  }

  /** One that runs already, in another process. */
  static at(url: string): Portal {
    return new Portal(url);
  }

  private constructor(url: string) {
    this.#url = url;
  }

  /** What the portal says of a component of the namespace `default`. */
  async look(name: string): Promise<EntityPersistence> {
    return bodyOf(200, await this.ask(entityPath(name)));
  }

  /** What it would do to the only workload of a component, unless another one is named. */
  async plan(
    name: string,
    intent: Intent,
    workload?: WorkloadRef,
  ): Promise<Plan> {
    const target = { workload: workload ?? (await this.workloadOf(name)) };
    return bodyOf(
      200,
      await this.ask(`${entityPath(name)}/plans`, { target, intent }),
    );
  }

  /** Plans until `check` no longer throws, and returns the plan that it had no objection to. */
  async untilPlan(
    name: string,
    intent: Intent,
    check: (plan: Plan) => void,
    workload?: WorkloadRef,
  ): Promise<Plan> {
    return eventually(async () => {
      const plan = await this.plan(name, intent, workload);
      check(plan);
      return plan;
    }, PATIENCE_MS);
  }

  /** Asks for a plan to be carried out. */
  start(
    name: string,
    { target, intent, id: planId, fingerprint }: Plan,
  ): Promise<Answer<Operation & ErrorBody>> {
    return this.ask(`${entityPath(name)}/operations`, {
      target,
      intent,
      planId,
      fingerprint,
    });
  }

  /** Plans something and carries it out, to its end. */
  async carryOut(name: string, intent: Intent): Promise<Operation> {
    // The view may be a moment older than what was done just before
    const plan = await this.untilPlan(name, intent, ({ blockers }) =>
      expect(blockers).toEqual([]),
    );
    const { id } = bodyOf(202, await this.start(name, plan));
    return this.untilEnded(id);
  }

  /** Takes an operation back, to the end of that. */
  async undo(id: string): Promise<Operation> {
    const undone = await eventually(
      async () =>
        bodyOf<Operation>(
          202,
          await this.ask(`/operations/${id}/undo`, undefined, 'POST'),
        ),
      PATIENCE_MS,
    );
    return this.untilEnded(undone.id);
  }

  /** What was done for a component, the newest first. */
  async history(name: string): Promise<OperationPage> {
    return bodyOf(200, await this.ask(`${entityPath(name)}/operations`));
  }

  async operation(id: string): Promise<Operation> {
    return bodyOf(200, await this.ask(`/operations/${id}`));
  }

  /** Waits for the end of an operation, whichever it is. */
  async untilEnded(id: string): Promise<Operation> {
    return untilEnded(() => this.operation(id));
  }

  /** The only workload of a component. */
  async workloadOf(name: string): Promise<WorkloadRef> {
    const { workloads } = await this.look(name);
    expect(workloads).toHaveLength(1);
    return workloads[0].workload;
  }

  /** Sends a request to the plugin: a POST where there is something to send. */
  async ask<T>(
    path: string,
    body?: object,
    method = body ? 'POST' : 'GET',
  ): Promise<Answer<T>> {
    const response = await fetch(`${this.#url}/api/persistence${path}`, {
      method,
      ...(body && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    return { status: response.status, body: (await response.json()) as T };
  }

  /** Looks until `check` no longer throws, and returns the answer that it had no objection to. */
  async until(
    name: string,
    check: (answer: EntityPersistence) => void,
    options: { timeoutMs?: number } = {},
  ): Promise<EntityPersistence> {
    return eventually(async () => {
      const answer = await this.look(name);
      check(answer);
      return answer;
    }, options.timeoutMs ?? PATIENCE_MS);
  }

  /** Waits until every cluster was read once. */
  async untilSynced(name: string): Promise<void> {
    await this.until(name, ({ clusters }) => {
      expect(clusters.length).toBeGreaterThan(0);
      expect(clusters.map(({ state }) => state)).not.toContain('syncing');
    });
  }
}

function entityPath(name: string): string {
  return `/entities/component/default/${name}`;
}

/** @throws Error when the portal answered otherwise */
export function bodyOf<T>(status: number, answer: Answer<T>): T {
  if (answer.status !== status) {
    throw new Error(
      `The portal answered ${answer.status}: ${JSON.stringify(answer.body)}`,
    );
  }
  return answer.body;
}

const directories: string[] = [];

afterAll(() => {
  for (const directory of directories.splice(0)) {
    rmSync(directory, { recursive: true, force: true });
  }
});

/** What the backend is configured with. */
type Configuration = JsonObject & { persistence?: JsonObject };

function ownConfiguration(clusters: PortalCluster[]): Configuration {
  const directory = mkdtempSync(join(tmpdir(), 'persistence-'));
  directories.push(directory);
  return {
    persistence: {
      clusters: clusters.map(({ name, access }) => {
        const kubeconfig = join(directory, `${name}.kubeconfig`);
        writeFileSync(kubeconfig, toKubeconfig(name, access), { mode: 0o600 });
        return { name, kubeconfig };
      }),
    },
  };
}

function kubernetesConfiguration(
  clusters: PortalCluster[],
  writes: boolean,
): Configuration {
  return {
    persistence: { kubernetesPlugin: { writes } },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, access }) => ({
            name,
            url: access.server,
            authProvider: 'serviceAccount',
            serviceAccountToken: access.token,
            ...(access.authority && { caData: access.authority }),
            skipMetricsLookup: true,
          })),
        },
      ],
    },
  };
}
