import type { Operation } from 'backstage-plugin-persistence-common';
import type { Test } from 'supertest';
import { Conformity } from './router/__testUtils__/Conformity';
import {
  ATTACH,
  ClusterPortal,
  NAMESPACE,
  pathOf,
  READER,
  refOf,
  STRANGER,
  withoutRequest,
} from './__testUtils__/ClusterPortal';
import { OWNER } from './__testUtils__/portal';
import { tokenOf } from './__testUtils__/users';

jest.setTimeout(180_000);

const ENTITY_ROUTE = '/entities/{kind}/{namespace}/{name}';

let portal: ClusterPortal;

beforeAll(async () => {
  portal = await ClusterPortal.start(['shop', 'hidden']);
});

afterAll(() => portal?.remove());

beforeEach(() => portal.reset());

describe('who may do what in a portal', () => {
  const conformity = Conformity.create();
  const ABSENT = '9f1b6f0e-2f0c-4c0a-9a39-0d6a3c1f7a11';
  /** Of the shop, and of the hidden one. */
  let known: Operation;
  let hidden: Operation;

  const restart = async (name: string): Promise<Operation> => {
    const { id } = await portal.begin(name, {
      intent: { kind: 'redeploy' },
      token: 'release-robot-token',
    });
    return portal.untilState(id, 'succeeded');
  };

  beforeAll(async () => {
    known = await restart('shop');
    hidden = await restart('hidden');
  });

  type Ask = (name: string, token?: string) => Test;
  const byId =
    (method: 'get' | 'post', verb: string): Ask =>
    (name, token) => {
      const ids: Record<string, string> = {
        shop: known.id,
        hidden: hidden.id,
        absent: ABSENT,
      };
      return portal.ask(
        method,
        `/api/persistence/operations/${ids[name]}${verb}`,
        token,
      );
    };
  const CALLS: Record<string, [route: string, 'get' | 'post', Ask]> = {
    plan: [
      `${ENTITY_ROUTE}/plans`,
      'post',
      (name, token) => portal.postPlan(name, token),
    ],
    start: [
      `${ENTITY_ROUTE}/operations`,
      'post',
      (name, token) =>
        portal.ask('post', `${pathOf(name)}/operations`, token).send({
          target: portal.targetOf(name),
          intent: ATTACH,
          planId: ABSENT,
          fingerprint: 'of no plan',
        }),
    ],
    list: [
      `${ENTITY_ROUTE}/operations`,
      'get',
      (name, token) => portal.ask('get', `${pathOf(name)}/operations`, token),
    ],
    get: ['/operations/{id}', 'get', byId('get', '')],
    undo: ['/operations/{id}/undo', 'post', byId('post', '/undo')],
    cancel: ['/operations/{id}/cancel', 'post', byId('post', '/cancel')],
  };

  const onBehalfOf = (user?: string) => () => portal.scaffolderToken(user);

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
    ['a plugin that is trusted', onBehalfOf(), {}],
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
      expect(portal.audited).toEqual([]);
    },
  );

  it('names services that began something', () => {
    expect(known.actor).toEqual({ type: 'service', ref: 'release-robot' });
  });

  it('names people for whom a plugin began something', async () => {
    const { id, actor } = await portal.begin('shop', {
      intent: { kind: 'redeploy' },
      token: await portal.scaffolderToken(OWNER),
    });
    expect(actor).toEqual({ type: 'user', ref: OWNER });
    await portal.untilState(id, 'succeeded');
  });

  it('writes down who was refused what', async () => {
    await CALLS.undo[2]('shop', tokenOf(READER));
    await CALLS.undo[2]('hidden', tokenOf(OWNER));
    await CALLS.start[2]('shop', 'stranger-robot-token');
    await portal.ask('post', `${pathOf('shop')}/operations`).send({ wrong: 1 });
    expect(portal.audited).toMatchObject([
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
        await portal.client(token).getEntityPersistence(refOf('shop'))
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
