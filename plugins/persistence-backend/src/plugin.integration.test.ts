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
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  operationOf,
  PersistenceClient,
  planOf,
  type Intent,
  type Operation,
  type WorkloadRef,
} from 'backstage-plugin-persistence-common';
import request from 'supertest';
import { DefaultCluster, FixedAccess, type Cluster } from './clusters';
import { SHELL_POD_SPEC } from './clusters/__testUtils__/FaultyCluster';
import {
  accessOfKubeconfig,
  DemoClusterProcess,
  eventually,
  FaultyApiServer,
} from './clusters/testing';
import { Conformity } from './router/__testUtils__/Conformity';
import { component, labelled } from './status/testing';
import { OWNER, startPortal } from './__testUtils__/portal';
import { externalAccess, tokenOf } from './__testUtils__/users';

jest.setTimeout(180_000);

const READER = 'user:default/reader';
const STRANGER = 'user:default/stranger';
const NAMESPACE = 'c-portal';
const CLAIMS = `/api/v1/namespaces/${NAMESPACE}/persistentvolumeclaims`;
const DEPLOYMENTS = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`;
const ENTITY_ROUTE = '/entities/{kind}/{namespace}/{name}';

/** Each has a Deployment of its name. */
const NAMES = ['shop', 'story', 'held', 'busy', 'moved', 'stopped', 'hidden'];
const ENTITIES = NAMES.map(name =>
  component({
    name,
    ...(name === 'hidden' && {
      annotations: { 'example.com/hidden': 'true' },
    }),
  }),
);

/** The owner may do everything, the reader look, the stranger know that there is something. */
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

/** What was written into the audit log. */
interface Audited {
  eventId: string;
  outcome: 'succeeded' | 'failed';
  meta?: object;
}

let demo: DemoClusterProcess;
let faulty: FaultyApiServer;
/** The cluster itself, past everything that goes wrong. */
let direct: Cluster;
let folder: string;
let portal: TestBackend;
let scaffolder: AuthService;
const audited: Audited[] = [];

/** Keeps what another plugin authenticates with. */
const scaffolderPlugin = createBackendPlugin({
  pluginId: 'scaffolder',
  register: env =>
    env.registerInit({
      deps: { auth: coreServices.auth, httpRouter: coreServices.httpRouter },
      async init({ auth }) {
        scaffolder = auth;
      },
    }),
});

/** The portal, with the database that the one before had. */
async function start(): Promise<TestBackend> {
  return startPortal({
    entities: ENTITIES,
    policy,
    services: [
      externalAccess('release-robot'),
      externalAccess('stranger-robot'),
      externalAccess(
        'reading-robot',
        { plugin: 'catalog' },
        { plugin: 'persistence', permission: 'persistence.volume.read' },
      ),
    ],
    databases: folder,
    persistence: {
      clusters: [{ name: 'demo', kubeconfig: join(folder, 'kubeconfig') }],
      trustedServices: [
        'external:release-robot',
        'external:reading-robot',
        'plugin:scaffolder',
      ],
    },
    features: [
      scaffolderPlugin,
      createServiceFactory({
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
      }),
    ],
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'persistence-portal-'));
  demo = await DemoClusterProcess.start();
  faulty = await FaultyApiServer.start({ kubeconfig: demo.kubeconfig });
  await faulty.writeKubeconfig(join(folder, 'kubeconfig'));
  direct = DefaultCluster.create({
    name: 'direct',
    access: FixedAccess.create(await accessOfKubeconfig(demo.kubeconfig)),
  });
  await direct.request({
    method: 'POST',
    path: '/api/v1/namespaces',
    body: { metadata: { name: NAMESPACE } },
  });
  for (const name of NAMES) {
    const labels = { app: name };
    await direct.request({
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
  portal = await start();
  await settled('shop');
});

afterAll(async () => {
  await portal?.stop();
  await direct?.close();
  await faulty?.stop();
  await demo?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(() => {
  faulty.heal();
  audited.length = 0;
});

function targetOf(name: string): { workload: WorkloadRef } {
  return {
    workload: {
      cluster: 'demo',
      namespace: NAMESPACE,
      kind: 'Deployment',
      name,
    },
  };
}

const ATTACH: Intent = {
  kind: 'attach',
  path: '/data',
  existingFiles: 'start-empty',
};

const refOf = (name: string) => `component:default/${name}`;
const pathOf = (name: string) =>
  `/api/persistence/entities/component/default/${name}`;

function ask(method: 'get' | 'post', path: string, token = tokenOf(OWNER)) {
  return request(portal.server)
    [method](path)
    .set('authorization', `Bearer ${token}`);
}

function postPlan(name: string, token?: string, intent: Intent = ATTACH) {
  return ask('post', `${pathOf(name)}/plans`, token).send({
    target: targetOf(name),
    intent,
  });
}

/** The client, as somebody. */
function clientOf(token = tokenOf(OWNER)): PersistenceClient {
  return new PersistenceClient({
    discoveryApi: {
      getBaseUrl: async id =>
        `http://127.0.0.1:${portal.server.port()}/api/${id}`,
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

/** Waits until the portal sees that a workload has what it wants. */
async function settled(name: string): Promise<void> {
  await eventually(async () => {
    const { workloads } = await clientOf().getEntityPersistence(refOf(name));
    expect(workloads.map(({ rollout }) => rollout.state)).toEqual(['complete']);
  });
}

async function untilState(
  id: string,
  ...states: Operation['state'][]
): Promise<Operation> {
  return eventually(async () => {
    const operation = await clientOf().getOperation(id);
    expect(states).toContain(operation.state);
    return operation;
  }, 60_000);
}

async function begin(name: string): Promise<Operation> {
  const client = clientOf();
  const plan = await client.createPlan(refOf(name), {
    target: targetOf(name),
    intent: ATTACH,
  });
  expect(plan.blockers).toEqual([]);
  return client.startOperation(refOf(name), plan);
}

async function claimNames(): Promise<string[]> {
  const { items } = await direct.request<{
    items: { metadata: { name: string } }[];
  }>({ method: 'GET', path: CLAIMS });
  return items.map(({ metadata }) => metadata.name);
}

async function patch(name: string, body: object): Promise<void> {
  await direct.request({
    method: 'PATCH',
    path: `${DEPLOYMENTS}/${name}`,
    contentType: 'application/merge-patch+json',
    body,
  });
}

/** A rejected promise's error. */
async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error('It was not refused');
    },
    error => error,
  );
}

describe('a portal with a cluster', () => {
  const conformity = Conformity.create();

  it('keeps data, and takes that back', async () => {
    const planned = await postPlan('story');
    expect(planned.status).toBe(200);
    expect(planned.body.blockers).toEqual([]);
    expect(
      conformity.errorsOfResponse(`${ENTITY_ROUTE}/plans`, planned, 'post'),
    ).toEqual([]);
    expect(await claimNames()).not.toContain('story-data');

    const { id: planId, fingerprint, target, intent } = planned.body;
    const post = (body: object) =>
      ask('post', `${pathOf('story')}/operations`).send(body);
    const body = { target, intent, planId, fingerprint };
    const started = await post(body);
    expect(started.status).toBe(202);
    const { id } = started.body;
    const done = await untilState(id, 'succeeded');
    expect(done).toMatchObject({
      entityRef: 'component:default/story',
      actor: { type: 'user', ref: OWNER },
      undoable: true,
      plan: { id: planId, fingerprint },
    });
    expect(done.steps.map(({ state }) => state)).toEqual([
      'done',
      'done',
      'done',
    ]);
    expect(conformity.errorsOf('Operation', done)).toEqual([]);
    expect(await claimNames()).toContain('story-data');

    const again = await post(body);
    expect([again.status, again.body.id]).toEqual([200, id]);
    const other = await post({ ...body, intent: { kind: 'redeploy' } });
    expect([other.status, other.body.error.name]).toEqual([
      409,
      'ConflictError',
    ]);
    const older = await post({ ...body, fingerprint: 'another' });
    expect([older.status, older.body.error.name]).toEqual([
      409,
      'ConflictError',
    ]);

    const { body: seen } = await ask('get', pathOf('story'));
    expect(seen.operations.map((each: Operation) => each.id)).toEqual([id]);
    expect(conformity.errorsOf('EntityPersistence', seen)).toEqual([]);

    const undoing = await ask('post', `/api/persistence/operations/${id}/undo`);
    expect(undoing.status).toBe(202);
    expect(undoing.body).toMatchObject({ undoOf: id });
    await untilState(undoing.body.id, 'succeeded');
    expect(await clientOf().getOperation(id)).toMatchObject({
      state: 'undone',
      undoneBy: undoing.body.id,
      undoable: false,
    });
    // The data stays
    expect(await claimNames()).toContain('story-data');

    const pages = [
      await clientOf().listOperations(refOf('story'), { limit: 1 }),
    ];
    pages.push(
      await clientOf().listOperations(refOf('story'), {
        limit: 1,
        cursor: pages[0].nextCursor,
      }),
    );
    expect(pages.map(({ items }) => items.map(each => each.id))).toEqual([
      [undoing.body.id],
      [id],
    ]);
    expect(pages[1].nextCursor).toBeUndefined();

    expect(
      audited.filter(({ eventId }) => !eventId.endsWith('-fetch')),
    ).toMatchObject([
      { eventId: 'plan-create', outcome: 'succeeded' },
      {
        eventId: 'operation-create',
        outcome: 'succeeded',
        meta: { operationId: id, planId },
      },
      {
        eventId: 'operation-run',
        outcome: 'succeeded',
        meta: { operationId: id, actor: OWNER, state: 'succeeded' },
      },
      { eventId: 'operation-create', outcome: 'succeeded' },
      { eventId: 'operation-create', outcome: 'failed' },
      { eventId: 'operation-create', outcome: 'failed' },
      {
        eventId: 'operation-undo',
        outcome: 'succeeded',
        meta: { operationId: id, undoneBy: undoing.body.id },
      },
      {
        eventId: 'operation-run',
        outcome: 'succeeded',
        meta: { operationId: undoing.body.id, actor: OWNER },
      },
    ]);
  });

  it('lets one operation at a time change a workload, and stops it before its pods are touched', async () => {
    let release = () => {};
    const until = new Promise<void>(resolve => {
      release = resolve;
    });
    faulty.fail(
      CLAIMS,
      { kind: 'held', until },
      { method: 'POST', dryRun: false },
    );
    const running = await begin('held');
    const plan = await clientOf().createPlan(refOf('held'), {
      target: targetOf('held'),
      intent: ATTACH,
    });
    const error = await errorOf(clientOf().startOperation(refOf('held'), plan));
    expect(error).toMatchObject({ statusCode: 409 });
    expect(operationOf(error)?.id).toBe(running.id);
    expect(conformity.errorsOf('Operation', operationOf(error))).toEqual([]);

    const cancelling = await clientOf().cancelOperation(running.id);
    expect(cancelling.state).toBe('cancelling');
    release();
    const cancelled = await untilState(running.id, 'cancelled');
    expect(cancelled.endedAt).toBeDefined();
    await expect(clientOf().cancelOperation(running.id)).rejects.toMatchObject({
      statusCode: 409,
      cause: { name: 'ConflictError' },
    });
    await expect(clientOf().undoOperation(running.id)).rejects.toMatchObject({
      statusCode: 409,
      cause: { name: 'ConflictError' },
    });
  });

  it('says what goes on rather than what that has changed', async () => {
    let release = () => {};
    const until = new Promise<void>(resolve => {
      release = resolve;
    });
    const client = clientOf();
    const early = await client.createPlan(refOf('busy'), {
      target: targetOf('busy'),
      intent: { kind: 'redeploy' },
    });
    faulty.fail(/\/pods\/busy-/, { kind: 'held', until }, { method: 'GET' });
    const running = await begin('busy');
    const late = await eventually(async () => {
      const plan = await client.createPlan(refOf('busy'), {
        target: targetOf('busy'),
        intent: { kind: 'redeploy' },
      });
      expect(plan.fingerprint).not.toBe(early.fingerprint);
      return plan;
    });
    for (const plan of [early, late]) {
      const error = await errorOf(client.startOperation(refOf('busy'), plan));
      expect(operationOf(error)?.id).toBe(running.id);
    }
    release();
    await untilState(running.id, 'succeeded');
  });

  it('answers with the new plan when the workload has changed, or must not be', async () => {
    const client = clientOf();
    const plan = await client.createPlan(refOf('moved'), {
      target: targetOf('moved'),
      intent: ATTACH,
    });
    await patch('moved', { spec: { paused: true } });
    const outdated = await eventually(async () => {
      const error = await errorOf(client.startOperation(refOf('moved'), plan));
      expect(error).toMatchObject({
        statusCode: 409,
        cause: { name: 'PlanOutdated' },
      });
      return error;
    });
    const blocked = planOf(outdated);
    expect(blocked).toMatchObject({
      blockers: [{ code: 'WORKLOAD_PAUSED' }],
    });
    expect(blocked?.fingerprint).not.toBe(plan.fingerprint);
    expect(conformity.errorsOf('Plan', blocked)).toEqual([]);

    const refused = await errorOf(
      client.startOperation(refOf('moved'), blocked ?? plan),
    );
    expect(refused).toMatchObject({
      statusCode: 422,
      cause: { name: 'PlanBlocked' },
    });
    expect(planOf(refused)?.blockers).toMatchObject([
      { code: 'WORKLOAD_PAUSED' },
    ]);
    expect((await client.listOperations(refOf('moved'))).items).toEqual([]);
  });

  it('says that a cluster does not answer, and not where it is', async () => {
    faulty.fail(undefined, { kind: 'broken' }, { method: 'POST' });
    const response = await postPlan('shop');
    expect(response.status).toBe(503);
    expect(response.body.error.name).toBe('ServiceUnavailableError');
    expect(response.text).not.toMatch(/127\.0\.0\.1|localhost:\d/);
    expect(
      conformity.errorsOfResponse(`${ENTITY_ROUTE}/plans`, response, 'post'),
    ).toEqual([]);
  });

  it('knows a workload that was made anew from the one of before', async () => {
    const uid = '00000000-0000-4000-8000-000000000000';
    const target = { workload: { ...targetOf('shop').workload, uid } };
    const response = await ask('post', `${pathOf('shop')}/plans`).send({
      target,
      intent: ATTACH,
    });
    expect(response.status).toBe(404);
    const absent = await ask('post', `${pathOf('shop')}/plans`).send({
      target: targetOf('absent'),
      intent: ATTACH,
    });
    expect(withoutRequest(absent)).toEqual(withoutRequest(response));
    const foreign = await ask('post', `${pathOf('shop')}/plans`).send({
      target: targetOf('moved'),
      intent: ATTACH,
    });
    expect(withoutRequest(foreign)).toEqual(withoutRequest(response));
  });
});

describe('who may do what in a portal', () => {
  const conformity = Conformity.create();
  const ABSENT = '9f1b6f0e-2f0c-4c0a-9a39-0d6a3c1f7a11';
  /** Of the shop, and of the hidden one. */
  let known: Operation;
  let hidden: Operation;

  const restart = async (name: string): Promise<Operation> => {
    await settled(name === 'hidden' ? 'shop' : name);
    const client = clientOf('release-robot-token');
    const plan = await client.createPlan(refOf(name), {
      target: targetOf(name),
      intent: { kind: 'redeploy' },
    });
    const { id } = await client.startOperation(refOf(name), plan);
    return eventually(async () => {
      const operation = await client.getOperation(id);
      expect(operation.state).toBe('succeeded');
      return operation;
    });
  };

  beforeAll(async () => {
    faulty.heal();
    known = await restart('shop');
    hidden = await restart('hidden');
  });

  type Ask = (name: string, token?: string) => request.Test;
  const byId =
    (method: 'get' | 'post', verb: string): Ask =>
    (name, token) => {
      const ids: Record<string, string> = {
        shop: known.id,
        hidden: hidden.id,
        absent: ABSENT,
      };
      return ask(
        method,
        `/api/persistence/operations/${ids[name]}${verb}`,
        token,
      );
    };
  const CALLS: Record<string, [route: string, 'get' | 'post', Ask]> = {
    plan: [
      `${ENTITY_ROUTE}/plans`,
      'post',
      (name, token) => postPlan(name, token),
    ],
    start: [
      `${ENTITY_ROUTE}/operations`,
      'post',
      (name, token) =>
        ask('post', `${pathOf(name)}/operations`, token).send({
          target: targetOf(name),
          intent: ATTACH,
          planId: ABSENT,
          fingerprint: 'of no plan',
        }),
    ],
    list: [
      `${ENTITY_ROUTE}/operations`,
      'get',
      (name, token) => ask('get', `${pathOf(name)}/operations`, token),
    ],
    get: ['/operations/{id}', 'get', byId('get', '')],
    undo: ['/operations/{id}/undo', 'post', byId('post', '/undo')],
    cancel: ['/operations/{id}/cancel', 'post', byId('post', '/cancel')],
  };

  const pluginToken = async () =>
    (
      await scaffolder.getPluginRequestToken({
        onBehalfOf: await scaffolder.getOwnServiceCredentials(),
        targetPluginId: 'persistence',
      })
    ).token;
  const onBehalfOf = (user: string) => async () =>
    (
      await scaffolder.getPluginRequestToken({
        onBehalfOf: await scaffolder.authenticate(tokenOf(user)),
        targetPluginId: 'persistence',
      })
    ).token;

  // What it says when somebody may: the plan is none, and the operation has ended
  const ALLOWED = {
    plan: 200,
    start: 409,
    list: 200,
    get: 200,
    undo: 409,
    cancel: 409,
  };
  const READING = { start: 403, undo: 403, cancel: 403 };
  const NOTHING = { plan: 403, list: 403, get: 403, ...READING };

  it.each<[string, () => string | Promise<string>, Partial<typeof ALLOWED>]>([
    ['the owner', () => tokenOf(OWNER), {}],
    ['somebody who may look', () => tokenOf(READER), { ...READING, plan: 403 }],
    ['somebody who may nothing', () => tokenOf(STRANGER), NOTHING],
    ['a service that is trusted', () => 'release-robot-token', {}],
    ['a service that is not', () => 'stranger-robot-token', READING],
    [
      'a trusted service whose token is for reading',
      () => 'reading-robot-token',
      { ...READING, plan: 403 },
    ],
    ['a plugin that is trusted', pluginToken, {}],
    ['a plugin for the owner', onBehalfOf(OWNER), {}],
    ['a plugin for a stranger', onBehalfOf(STRANGER), NOTHING],
  ])('answers %s', async (_, token, expected) => {
    const statuses: Record<string, number> = {};
    for (const [name, [route, method, call]] of Object.entries(CALLS)) {
      const response = await call('shop', await token());
      statuses[name] = response.status;
      expect(conformity.errorsOfResponse(route, response, method)).toEqual([]);
    }
    expect(statuses).toEqual({ ...ALLOWED, ...expected });
  });

  it.each(Object.entries(CALLS))(
    'says of what is hidden the same as of what is absent: %s',
    async (_, [route, method, call]) => {
      for (const user of [OWNER, STRANGER]) {
        const one = await call('hidden', tokenOf(user));
        const other = await call('absent', tokenOf(user));
        expect(one.status).toBe(404);
        expect(withoutRequest(one)).toEqual(withoutRequest(other));
        expect(conformity.errorsOfResponse(route, one, method)).toEqual([]);
      }
    },
  );

  it.each(Object.entries(CALLS))(
    'says nothing to nobody: %s',
    async (_, [route, method, call]) => {
      const response = await call('shop', 'not-a-token');
      expect(response.status).toBe(401);
      expect(conformity.errorsOfResponse(route, response, method)).toEqual([]);
      expect(audited).toEqual([]);
    },
  );

  it('names services that began something', () => {
    expect(known.actor).toEqual({ type: 'service', ref: 'release-robot' });
  });

  it('names people for whom a plugin began something', async () => {
    const client = clientOf(await onBehalfOf(OWNER)());
    const plan = await client.createPlan(refOf('shop'), {
      target: targetOf('shop'),
      intent: { kind: 'redeploy' },
    });
    const { id, actor } = await client.startOperation(refOf('shop'), plan);
    expect(actor).toEqual({ type: 'user', ref: OWNER });
    await untilState(id, 'succeeded');
  });

  it('writes down who was refused what', async () => {
    await CALLS.undo[2]('shop', tokenOf(READER));
    await CALLS.undo[2]('hidden', tokenOf(OWNER));
    await CALLS.start[2]('shop', 'stranger-robot-token');
    await ask('post', `${pathOf('shop')}/operations`).send({ wrong: 1 });
    expect(audited).toMatchObject([
      {
        eventId: 'operation-undo',
        outcome: 'failed',
        meta: { operationId: known.id, intent: 'redeploy' },
      },
      {
        eventId: 'operation-undo',
        outcome: 'failed',
        meta: { operationId: hidden.id, entityRef: refOf('hidden') },
      },
      {
        eventId: 'operation-create',
        outcome: 'failed',
        meta: { intent: 'attach', target: `demo/${NAMESPACE}/Deployment/shop` },
      },
      { eventId: 'operation-create', outcome: 'failed' },
    ]);
  });

  it('offers everybody what they may do', async () => {
    const offered = async (token: string) => {
      const [workload] = (
        await clientOf(token).getEntityPersistence(refOf('shop'))
      ).workloads;
      return workload.actions.map(({ intent, allowed, reason }) => [
        intent,
        allowed ? 'allowed' : reason?.code,
      ]);
    };
    expect(await offered(tokenOf(OWNER))).toEqual([
      ['attach', 'allowed'],
      ['redeploy', 'allowed'],
    ]);
    expect(await offered(tokenOf(READER))).toEqual([
      ['attach', 'NOT_PERMITTED'],
      ['redeploy', 'NOT_PERMITTED'],
    ]);
  });
});

describe('a portal that is restarted', () => {
  it('goes on with what it had begun', async () => {
    faulty.fail(
      CLAIMS,
      { kind: 'status', status: 503 },
      { method: 'POST', dryRun: false },
    );
    const { id } = await begin('stopped');
    await untilState(id, 'waiting');
    await portal.stop();
    expect(await claimNames()).not.toContain('stopped-data');

    faulty.heal();
    portal = await start();
    const operation = await untilState(id, 'succeeded');
    expect(operation.actor).toEqual({ type: 'user', ref: OWNER });
    expect(
      (await claimNames()).filter(name => name.startsWith('stopped')),
    ).toEqual(['stopped-data']);
    expect(audited).toContainEqual(
      expect.objectContaining({
        eventId: 'operation-run',
        outcome: 'succeeded',
        meta: expect.objectContaining({ operationId: id, actor: OWNER }),
      }),
    );
    const { items } = await clientOf().listOperations(refOf('stopped'));
    expect(items.map(each => each.id)).toEqual([id]);
  });
});

/** What an error says; it also says what was asked for, which the caller knows. */
function withoutRequest({ body, status }: request.Response) {
  const { request: _, ...rest } = body;
  return { status, ...rest };
}
