import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
  type AuthService,
} from '@backstage/backend-plugin-api';
import type { TestBackend } from '@backstage/backend-test-utils';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import {
  PersistenceClient,
  type Intent,
  type Operation,
  type WorkloadRef,
} from 'backstage-plugin-persistence-common';
import request from 'supertest';
import { DefaultCluster, FixedAccess, type Cluster } from '../clusters';
import { SHELL_POD_SPEC } from '../clusters/__testUtils__/FaultyCluster';
import {
  accessOfKubeconfig,
  DemoClusterProcess,
  eventually,
  FaultyApiServer,
} from '../clusters/testing';
import { component, labelled } from '../status/testing';
import { OWNER, startPortal } from './portal';
import { externalAccess, tokenOf } from './users';

export const READER = 'user:default/reader';
export const STRANGER = 'user:default/stranger';
export const NAMESPACE = 'c-portal';
export const CLAIMS = `/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims`;
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;

/** An intent that the owner may carry out. */
export const ATTACH: Intent = {
  kind: 'attach',
  path: '/data',
  existingFiles: 'start-empty',
};

/** The owner may do everything, the reader look, the stranger know that there is something. What is named `hidden` no user sees. */
const policy: PermissionPolicy['handle'] = async ({ permission }, user) => {
  const who = user?.info.userEntityRef;
  if (permission.name.startsWith('persistence.')) {
    const mayDo =
      who === OWNER ||
      (who === READER && permission.name === 'persistence.volume.read');
    return { result: mayDo ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
  }
  return isResourcePermission(permission, 'catalog-entity')
    ? createCatalogConditionalDecision(permission, {
        not: catalogConditions.hasAnnotation({
          annotation: 'example.com/hidden',
        }),
      })
    : { result: AuthorizeResult.ALLOW };
};

/** `stranger-robot` may not write, and `reading-robot` has a token for reading only. */
const SERVICES = [
  externalAccess('release-robot'),
  externalAccess('stranger-robot'),
  externalAccess(
    'reading-robot',
    { plugin: 'catalog' },
    { plugin: 'persistence', permission: 'persistence.volume.read' },
  ),
];
const TRUSTED_SERVICES = [
  'external:release-robot',
  'external:reading-robot',
  'plugin:scaffolder',
];

/** What was written into the audit log. */
interface Audited {
  eventId: string;
  outcome: 'succeeded' | 'failed';
  meta?: object;
}

export const refOf = (name: string) => `component:default/${name}`;
export const pathOf = (name: string) =>
  `/api/persistence/entities/component/default/${name}`;

/** A portal with users, services and permissions, and a demo cluster that it reaches by way of somebody who makes trouble. */
export class ClusterPortal {
  readonly audited: Audited[] = [];
  readonly faulty: FaultyApiServer;
  readonly #names: string[];
  readonly #demo: DemoClusterProcess;
  readonly #folder: string;
  /** The cluster itself, past everything that goes wrong. */
  readonly #direct: Cluster;
  #backend: TestBackend | undefined;
  #scaffolder: AuthService | undefined;

  /** @param names - of entities; each has a Deployment of its name */
  static async start(names: string[]): Promise<ClusterPortal> {
    const demo = await DemoClusterProcess.start();
    const portal = new ClusterPortal({
      names,
      demo,
      faulty: await FaultyApiServer.start({ kubeconfig: demo.kubeconfig }),
      folder: await mkdtemp(join(tmpdir(), 'persistence-portal-')),
      direct: DefaultCluster.create({
        name: 'direct',
        access: FixedAccess.create(await accessOfKubeconfig(demo.kubeconfig)),
      }),
    });
    await portal.faulty.writeKubeconfig(portal.#kubeconfig);
    await portal.#deploy();
    await portal.start();
    return portal;
  }

  private constructor(parts: {
    names: string[];
    demo: DemoClusterProcess;
    faulty: FaultyApiServer;
    folder: string;
    direct: Cluster;
  }) {
    this.#names = parts.names;
    this.#demo = parts.demo;
    this.faulty = parts.faulty;
    this.#folder = parts.folder;
    this.#direct = parts.direct;
  }

  /** With the database that it had before. */
  async start(): Promise<void> {
    this.#backend = await startPortal({
      entities: this.#names.map(name =>
        component({
          name,
          ...(name === 'hidden' && {
            annotations: { 'example.com/hidden': 'true' },
          }),
        }),
      ),
      policy,
      services: SERVICES,
      databases: this.#folder,
      persistence: {
        clusters: [{ name: 'demo', kubeconfig: this.#kubeconfig }],
        trustedServices: TRUSTED_SERVICES,
      },
      features: [this.#createScaffolder(), this.#createAuditor()],
    });
  }

  /** Ends the portal, and not the cluster. */
  async stop(): Promise<void> {
    await this.#backend?.stop();
    this.#backend = undefined;
  }

  /** Ends everything. */
  async remove(): Promise<void> {
    await this.stop();
    await this.#direct.close();
    await this.faulty.stop();
    await this.#demo.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Forgets what went wrong and what was written down. */
  reset(): void {
    this.faulty.heal();
    this.audited.length = 0;
  }

  ask(
    method: 'get' | 'post',
    path: string,
    token = tokenOf(OWNER),
  ): request.Test {
    return request(this.#running.server)
      [method](path)
      .set('authorization', `Bearer ${token}`);
  }

  postPlan(name: string, token?: string, intent: Intent = ATTACH) {
    return this.ask('post', `${pathOf(name)}/plans`, token).send({
      target: this.targetOf(name),
      intent,
    });
  }

  targetOf(name: string): { workload: WorkloadRef } {
    return {
      workload: {
        cluster: 'demo',
        namespace: NAMESPACE,
        kind: 'Deployment',
        name,
      },
    };
  }

  /** The client, as somebody. */
  client(token = tokenOf(OWNER)): PersistenceClient {
    const { server } = this.#running;
    return new PersistenceClient({
      discoveryApi: {
        getBaseUrl: async id => `http://127.0.0.1:${server.port()}/api/${id}`,
      },
      fetchApi: {
        fetch: (input, init) => {
          const headers = new Headers(init?.headers);
          headers.set('authorization', `Bearer ${token}`);
          return fetch(input, { ...init, headers });
        },
      },
    });
  }

  /** What the scaffolder authenticates with: for a user, or as itself. */
  async scaffolderToken(user?: string): Promise<string> {
    const auth = this.#scaffolder;
    if (!auth) {
      throw new Error('The portal does not run');
    }
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: user
        ? await auth.authenticate(tokenOf(user))
        : await auth.getOwnServiceCredentials(),
      targetPluginId: 'persistence',
    });
    return token;
  }

  /** Waits until the portal sees that a workload has what it wants. */
  async settled(name: string): Promise<void> {
    await eventually(async () => {
      const client = this.client('release-robot-token');
      const { workloads } = await client.getEntityPersistence(refOf(name));
      const states = workloads.map(({ rollout }) => rollout.state);
      if (states.join() !== 'complete') {
        throw new Error(`'${name}' is ${states.join() || 'not seen'}`);
      }
    });
  }

  async begin(
    name: string,
    options: { intent?: Intent; token?: string } = {},
  ): Promise<Operation> {
    const { intent = ATTACH, token } = options;
    await this.settled(name);
    const client = this.client(token);
    const plan = await client.createPlan(refOf(name), {
      target: this.targetOf(name),
      intent,
    });
    return client.startOperation(refOf(name), plan);
  }

  async untilState(id: string, state: Operation['state']): Promise<Operation> {
    return eventually(async () => {
      const client = this.client('release-robot-token');
      const operation = await client.getOperation(id);
      if (operation.state !== state) {
        throw new Error(`It is ${operation.state}, and not ${state}`);
      }
      return operation;
    }, 60_000);
  }

  async claimNames(): Promise<string[]> {
    const { items } = await this.#direct.request<{
      items: { metadata: { name: string } }[];
    }>({ method: 'GET', path: CLAIMS });
    return items.map(({ metadata }) => metadata.name);
  }

  async patch(name: string, body: object): Promise<void> {
    await this.#direct.request({
      method: 'PATCH',
      path: `${DEPLOYMENTS}/${name}`,
      contentType: 'application/merge-patch+json',
      body,
    });
  }

  async #deploy(): Promise<void> {
    await this.#direct.request({
      method: 'POST',
      path: '/api/v1/namespaces',
      body: { metadata: { name: NAMESPACE } },
    });
    for (const name of this.#names) {
      const labels = { app: name };
      await this.#direct.request({
        method: 'POST',
        path: DEPLOYMENTS,
        body: {
          metadata: { name, labels: labelled(name) },
          spec: {
            selector: { matchLabels: labels },
            template: { metadata: { labels }, spec: SHELL_POD_SPEC },
          },
        },
      });
    }
  }

  /** Keeps what another plugin authenticates with. */
  #createScaffolder() {
    return createBackendPlugin({
      pluginId: 'scaffolder',
      register: env =>
        env.registerInit({
          deps: { auth: coreServices.auth },
          init: async ({ auth }) => {
            this.#scaffolder = auth;
          },
        }),
    });
  }

  #createAuditor() {
    const { audited } = this;
    return createServiceFactory({
      service: coreServices.auditor,
      deps: { plugin: coreServices.pluginMetadata },
      factory: ({ plugin }) => ({
        createEvent: async ({ eventId }) => {
          const write =
            (outcome: Audited['outcome']) =>
            async (options?: { meta?: object }) => {
              if (plugin.getId() === 'persistence') {
                audited.push({ eventId, outcome, meta: options?.meta });
              }
            };
          return { success: write('succeeded'), fail: write('failed') };
        },
      }),
    });
  }

  get #kubeconfig(): string {
    return join(this.#folder, 'kubeconfig');
  }

  get #running(): TestBackend {
    if (!this.#backend) {
      throw new Error('The portal does not run');
    }
    return this.#backend;
  }
}

/** What an error says; it also says what was asked for, which the caller knows. */
export function withoutRequest({ body, status }: request.Response) {
  const { request: _, ...rest } = body;
  return { status, ...rest };
}
