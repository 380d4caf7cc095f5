import {
  operationOf,
  planOf,
  type Operation,
} from 'backstage-plugin-persistence-common';
import { eventually } from './clusters/testing';
import { Conformity } from './router/__testUtils__/Conformity';
import {
  ATTACH,
  CLAIMS,
  ClusterPortal,
  pathOf,
  refOf,
  withoutRequest,
} from './__testUtils__/ClusterPortal';
import { OWNER } from './__testUtils__/portal';

jest.setTimeout(180_000);

const ENTITY_ROUTE = '/entities/{kind}/{namespace}/{name}';

let portal: ClusterPortal;

beforeAll(async () => {
  portal = await ClusterPortal.start([
    'shop',
    'story',
    'held',
    'busy',
    'moved',
    'stopped',
  ]);
});

afterAll(() => portal?.remove());

beforeEach(() => portal.reset());

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
    const planned = await portal.postPlan('story');
    expect(planned.status).toBe(200);
    expect(planned.body.blockers).toEqual([]);
    expect(
      conformity.errorsOfResponse(`${ENTITY_ROUTE}/plans`, planned, 'post'),
    ).toEqual([]);
    expect(await portal.claimNames()).not.toContain('story-data');

    const { id: planId, fingerprint, target, intent } = planned.body;
    const post = (body: object) =>
      portal.ask('post', `${pathOf('story')}/operations`).send(body);
    const body = { target, intent, planId, fingerprint };
    const started = await post(body);
    expect(started.status).toBe(202);
    const { id } = started.body;
    const done = await portal.untilState(id, 'succeeded');
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
    expect(await portal.claimNames()).toContain('story-data');

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

    const { body: seen } = await portal.ask('get', pathOf('story'));
    expect(seen.operations.map((each: Operation) => each.id)).toEqual([id]);
    expect(conformity.errorsOf('EntityPersistence', seen)).toEqual([]);

    const undoing = await portal.ask(
      'post',
      `/api/persistence/operations/${id}/undo`,
    );
    expect(undoing.status).toBe(202);
    expect(undoing.body).toMatchObject({ undoOf: id });
    await portal.untilState(undoing.body.id, 'succeeded');
    expect(await portal.client().getOperation(id)).toMatchObject({
      state: 'undone',
      undoneBy: undoing.body.id,
      undoable: false,
    });
    // The data stays
    expect(await portal.claimNames()).toContain('story-data');

    const pages = [
      await portal.client().listOperations(refOf('story'), { limit: 1 }),
    ];
    pages.push(
      await portal.client().listOperations(refOf('story'), {
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
      portal.audited.filter(({ eventId }) => !eventId.endsWith('-fetch')),
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
    portal.faulty.fail(
      CLAIMS,
      { kind: 'held', until },
      { method: 'POST', dryRun: false },
    );
    const running = await portal.begin('held');
    const plan = await portal.client().createPlan(refOf('held'), {
      target: portal.targetOf('held'),
      intent: ATTACH,
    });
    const error = await errorOf(
      portal.client().startOperation(refOf('held'), plan),
    );
    expect(error).toMatchObject({ statusCode: 409 });
    expect(operationOf(error)?.id).toBe(running.id);
    expect(conformity.errorsOf('Operation', operationOf(error))).toEqual([]);

    const cancelling = await portal.client().cancelOperation(running.id);
    expect(cancelling.state).toBe('cancelling');
    release();
    const cancelled = await portal.untilState(running.id, 'cancelled');
    expect(cancelled.endedAt).toBeDefined();
    await expect(
      portal.client().cancelOperation(running.id),
    ).rejects.toMatchObject({
      statusCode: 409,
      cause: { name: 'ConflictError' },
    });
    await expect(
      portal.client().undoOperation(running.id),
    ).rejects.toMatchObject({
      statusCode: 409,
      cause: { name: 'ConflictError' },
    });
  });

  it('says what goes on rather than what that has changed', async () => {
    let release = () => {};
    const until = new Promise<void>(resolve => {
      release = resolve;
    });
    const client = portal.client();
    const early = await client.createPlan(refOf('busy'), {
      target: portal.targetOf('busy'),
      intent: { kind: 'redeploy' },
    });
    portal.faulty.fail(
      /\/pods\/busy-/,
      { kind: 'held', until },
      { method: 'GET' },
    );
    const running = await portal.begin('busy');
    const late = await eventually(async () => {
      const plan = await client.createPlan(refOf('busy'), {
        target: portal.targetOf('busy'),
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
    await portal.untilState(running.id, 'succeeded');
  });

  it('answers with the new plan when the workload has changed, or must not be', async () => {
    const client = portal.client();
    const plan = await client.createPlan(refOf('moved'), {
      target: portal.targetOf('moved'),
      intent: ATTACH,
    });
    await portal.patch('moved', { spec: { paused: true } });
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
    portal.faulty.fail(undefined, { kind: 'broken' }, { method: 'POST' });
    const response = await portal.postPlan('shop');
    expect(response.status).toBe(503);
    expect(response.body.error.name).toBe('ServiceUnavailableError');
    expect(response.text).not.toMatch(/127\.0\.0\.1|localhost:\d/);
    expect(
      conformity.errorsOfResponse(`${ENTITY_ROUTE}/plans`, response, 'post'),
    ).toEqual([]);
  });

  it('knows a workload that was made anew from the one of before', async () => {
    const uid = '00000000-0000-4000-8000-000000000000';
    const target = { workload: { ...portal.targetOf('shop').workload, uid } };
    const response = await portal.ask('post', `${pathOf('shop')}/plans`).send({
      target,
      intent: ATTACH,
    });
    expect(response.status).toBe(404);
    const absent = await portal.ask('post', `${pathOf('shop')}/plans`).send({
      target: portal.targetOf('absent'),
      intent: ATTACH,
    });
    expect(withoutRequest(absent)).toEqual(withoutRequest(response));
    const foreign = await portal.ask('post', `${pathOf('shop')}/plans`).send({
      target: portal.targetOf('moved'),
      intent: ATTACH,
    });
    expect(withoutRequest(foreign)).toEqual(withoutRequest(response));
  });
});

describe('a portal that is restarted', () => {
  it('goes on with what it had begun', async () => {
    portal.faulty.fail(
      CLAIMS,
      { kind: 'status', status: 503 },
      { method: 'POST', dryRun: false },
    );
    const { id } = await portal.begin('stopped');
    await portal.untilState(id, 'waiting');
    await portal.stop();
    expect(await portal.claimNames()).not.toContain('stopped-data');

    portal.faulty.heal();
    await portal.start();
    const operation = await portal.untilState(id, 'succeeded');
    expect(operation.actor).toEqual({ type: 'user', ref: OWNER });
    expect(
      (await portal.claimNames()).filter(name => name.startsWith('stopped')),
    ).toEqual(['stopped-data']);
    expect(portal.audited).toContainEqual(
      expect.objectContaining({
        eventId: 'operation-run',
        outcome: 'succeeded',
        meta: expect.objectContaining({ operationId: id, actor: OWNER }),
      }),
    );
    const { items } = await portal.client().listOperations(refOf('stopped'));
    expect(items.map(each => each.id)).toEqual([id]);
  });
});
