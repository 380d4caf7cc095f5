import { mockCredentials } from '@backstage/backend-test-utils';
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import {
  operation,
  plan,
  WORKLOAD,
} from '../authorization/__testUtils__/samples';
import {
  OperationInProgressError,
  PlanBlockedError,
  PlanOutdatedError,
} from '../operations';
import { component } from '../status/testing';
import { TestApi } from './__testUtils__/TestApi';

const ENTITY = '/entities/{kind}/{namespace}/{name}/operations';
const PATH = '/entities/component/default/guestbook/operations';
const USER = { credentials: mockCredentials.user() };
const { id: ID } = operation();
const BODY = {
  target: { workload: WORKLOAD },
  intent: { kind: 'attach', path: '/data' },
  planId: plan().id,
  fingerprint: plan().fingerprint,
};
/** How the page before an old operation ends. */
const CURSOR = Buffer.from(`1767225600000 ${ID}`).toString('base64url');

describe('the routes of operations', () => {
  const api = new TestApi();
  const start = (body: object | string = BODY) =>
    api.ask('post', PATH).type('application/json').send(body);
  const list = (query: object = {}) => api.ask('get', PATH).query(query);
  const get = (id: string = ID) => api.ask('get', `/operations/${id}`);
  const undo = (id: string = ID) => api.ask('post', `/operations/${id}/undo`);
  const cancel = (id: string = ID) =>
    api.ask('post', `/operations/${id}/cancel`);

  const ROUTES = [
    ['start', 'post', ENTITY, PATH, start],
    ['list', 'get', ENTITY, PATH, list],
    ['get', 'get', '/operations/{id}', `/operations/${ID}`, get],
    ['undo', 'post', '/operations/{id}/undo', `/operations/${ID}/undo`, undo],
    [
      'cancel',
      'post',
      '/operations/{id}/cancel',
      `/operations/${ID}/cancel`,
      cancel,
    ],
  ] as const;
  const BY_ID = ROUTES.slice(2);

  beforeEach(() => api.reset());

  describe.each(ROUTES)('%s', (_, method, route, path, ask) => {
    it.each([
      ['nobody', mockCredentials.none.header()],
      ['a wrong token', mockCredentials.user.invalidHeader()],
    ])('says nothing to %s, however they ask', async (__, header) => {
      const response = await api
        .ask(method, `${path}?unknown=parameter`)
        .set('authorization', header);
      expect(response.status).toBe(401);
      expect(api.errorsOf(method, route, response)).toEqual([]);
      expect(api.lookedUp).toBe(false);
      expect(api.auditor.createEvent).not.toHaveBeenCalled();
    });

    it('refuses a query that it does not know, before anything is looked up', async () => {
      const response = await api.ask(method, `${path}?unknown=parameter`);
      expect(response.status).toBe(400);
      expect(api.errorsOf(method, route, response)).toEqual([]);
      expect(api.lookedUp).toBe(false);
      expect(api.fail).toHaveBeenCalledTimes(1);
    });

    it('says that an entity which the catalog does not show does not exist', async () => {
      api.getEntityByRef.mockResolvedValue(undefined);
      const response = await ask();
      expect(response.status).toBe(404);
      expect(api.errorsOf(method, route, response)).toEqual([]);
      expect(api.fail).toHaveBeenCalledTimes(1);
    });

    it('passes on that the caller may not', async () => {
      for (const each of Object.values(api.operations)) {
        if (each !== api.operations.subjectOf) {
          each.mockRejectedValue(new NotAllowedError('Not for you'));
        }
      }
      const response = await ask();
      expect(response.status).toBe(403);
      expect(api.errorsOf(method, route, response)).toEqual([]);
    });

    it('does not pass on what a broken catalog says', async () => {
      api.getEntityByRef.mockRejectedValue(new Error('ECONNREFUSED 10.0.0.7'));
      const response = await ask();
      expect(response.status).toBe(503);
      expect(response.text).not.toContain('10.0.0.7');
      expect(api.errorsOf(method, route, response)).toEqual([]);
    });

    it('is done on the record only', async () => {
      api.auditor.createEvent.mockRejectedValue(new Error('disk full'));
      expect((await ask()).status).toBe(500);
      expect(api.lookedUp).toBe(false);
    });
  });

  describe('start', () => {
    it('begins an operation', async () => {
      const response = await start();
      expect(response.status).toBe(202);
      expect(response.body).toEqual(operation());
      expect(api.errorsOf('post', ENTITY, response)).toEqual([]);
      expect(api.errorsOfRequest(ENTITY, BODY)).toEqual([]);
      expect(api.operations.start).toHaveBeenCalledWith(api.entity, BODY, USER);
    });

    it('answers 200 with the operation that there is', async () => {
      api.operations.start.mockResolvedValue({
        operation: operation({
          state: 'succeeded',
          endedAt: '2026-01-01T00:01:00Z',
        }),
        created: false,
      });
      const response = await start();
      expect(response.status).toBe(200);
      expect(response.body).toMatchObject({ id: ID, state: 'succeeded' });
      expect(api.errorsOf('post', ENTITY, response)).toEqual([]);
    });

    it.each([
      ['no planId', { ...BODY, planId: undefined }],
      ['a planId that is none', { ...BODY, planId: 'the-first' }],
      ['a planId in braces', { ...BODY, planId: `{${BODY.planId}}` }],
      ['a planId that is a number', { ...BODY, planId: 1 }],
      ['no fingerprint', { ...BODY, fingerprint: undefined }],
      ['an empty fingerprint', { ...BODY, fingerprint: '' }],
      ['a long fingerprint', { ...BODY, fingerprint: 'x'.repeat(201) }],
      ['a whole plan', { ...BODY, plan: plan() }],
      ['no intent', { ...BODY, intent: undefined }],
      ['an intent that is not known', { ...BODY, intent: { kind: 'x' } }],
      ['an actor', { ...BODY, actor: 'user:default/somebody-else' }],
      ['a list', [BODY]],
    ])('refuses %s', async (_, body) => {
      const response = await start(body);
      expect(response.status).toBe(400);
      expect(response.body.error.name).toBe('InputError');
      expect(api.errorsOf('post', ENTITY, response)).toEqual([]);
      expect(
        api.errorsOfRequest(ENTITY, JSON.parse(JSON.stringify(body))),
      ).not.toEqual([]);
      expect(api.lookedUp).toBe(false);
    });

    it('knows a planId however it is written', async () => {
      await start({ ...BODY, planId: BODY.planId.toUpperCase() });
      expect(api.operations.start.mock.calls[0][1].planId).toBe(BODY.planId);
    });

    it('answers with the new plan when the cluster has changed', async () => {
      const changed = plan({ fingerprint: 'another' });
      api.operations.start.mockRejectedValue(new PlanOutdatedError(changed));
      const response = await start();
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({
        error: {
          name: 'PlanOutdated',
          message: expect.stringContaining('has changed'),
          plan: changed,
        },
        response: { statusCode: 409 },
      });
      expect(api.errorsOf('post', ENTITY, response)).toEqual([]);
    });

    it('answers with the operation that is in the way', async () => {
      api.operations.start.mockRejectedValue(
        new OperationInProgressError(operation()),
      );
      const response = await start();
      expect(response.status).toBe(409);
      expect(response.body).toMatchObject({
        error: {
          name: 'OperationInProgress',
          message: expect.stringContaining('wait'),
          operation: operation(),
        },
      });
      expect(api.errorsOf('post', ENTITY, response)).toEqual([]);
    });

    it('answers with the plan that is blocked', async () => {
      const blocked = plan({
        blockers: [
          {
            code: 'WORKLOAD_PAUSED',
            params: {},
            text: 'It is paused.',
            severity: 'danger',
          },
        ],
      });
      api.operations.start.mockRejectedValue(new PlanBlockedError(blocked));
      const response = await start();
      expect(response.status).toBe(422);
      expect(response.body).toMatchObject({
        error: { name: 'PlanBlocked', message: 'It is paused.', plan: blocked },
        response: { statusCode: 422 },
      });
      expect(api.errorsOf('post', ENTITY, response)).toEqual([]);
    });

    it('answers 409 when the plan was carried out for something else', async () => {
      api.operations.start.mockRejectedValue(new ConflictError('Another body'));
      const response = await start();
      expect(response.status).toBe(409);
      expect(response.body.error).toEqual({
        name: 'ConflictError',
        message: 'Another body',
      });
      expect(api.errorsOf('post', ENTITY, response)).toEqual([]);
    });
  });

  describe('list', () => {
    it('gives a page', async () => {
      api.operations.list.mockResolvedValue({
        items: [operation(), operation({ state: 'undone', undoneBy: ID })],
        nextCursor: CURSOR,
      });
      const response = await list();
      expect(response.status).toBe(200);
      expect(response.body).toEqual({
        items: [operation(), operation({ state: 'undone', undoneBy: ID })],
        nextCursor: CURSOR,
      });
      expect(api.errorsOf('get', ENTITY, response)).toEqual([]);
      expect(api.operations.list).toHaveBeenCalledWith(
        api.entity,
        { limit: 20 },
        USER,
      );
    });

    it.each([
      [{ limit: '1' }, { limit: 1 }],
      [{ limit: '100' }, { limit: 100 }],
      [
        { limit: '7', cursor: CURSOR },
        { limit: 7, cursor: CURSOR },
      ],
    ])('understands %j', async (query, page) => {
      expect((await list(query)).status).toBe(200);
      expect(api.operations.list.mock.calls[0][1]).toEqual(page);
    });

    it.each([
      { limit: '0' },
      { limit: '-1' },
      { limit: '101' },
      { limit: '1000' },
      { limit: '1e2' },
      { limit: '0x10' },
      { limit: '5.5' },
      { limit: '' },
      { limit: 'all' },
      { limit: ['5', '6'] },
      { limit: { gt: '5' } },
      { cursor: '' },
      { cursor: 'garbage' },
      { cursor: Buffer.from('1').toString('base64url') },
      { cursor: Buffer.from(`1 ${'x'.repeat(36)}`).toString('base64url') },
      { cursor: Buffer.from(`x ${ID}`).toString('base64url') },
      { cursor: `${CURSOR}AA` },
      { cursor: [CURSOR, CURSOR] },
      { offset: '5' },
    ])('refuses %j, before anything is looked up', async query => {
      const response = await list(query);
      expect(response.status).toBe(400);
      expect(response.body.error.name).toBe('InputError');
      expect(api.errorsOf('get', ENTITY, response)).toEqual([]);
      expect(api.lookedUp).toBe(false);
    });
  });

  describe('get', () => {
    it('gives an operation', async () => {
      const response = await get();
      expect(response.status).toBe(200);
      expect(response.body).toEqual(operation());
      expect(api.errorsOf('get', '/operations/{id}', response)).toEqual([]);
      expect(api.operations.get).toHaveBeenCalledWith(api.entity, ID, USER);
    });

    it('gives one with everything in it', async () => {
      const whole = operation({
        state: 'needs-attention',
        steps: [
          {
            kind: 'await-rollout',
            title: { code: 'STEP', params: {}, text: 'Wait.' },
            state: 'failed',
            startedAt: '2026-01-01T00:00:01Z',
            endedAt: '2026-01-01T00:00:02Z',
            progress: { done: 1, total: 3, unit: 'pods' },
            message: { code: 'STUCK', params: { pods: 2 }, text: 'Stuck.' },
          },
        ],
        actor: { type: 'service', ref: 'plugin:scaffolder' },
        endedAt: '2026-01-01T00:00:02Z',
        error: {
          code: 'STUCK',
          params: {},
          text: 'Stuck.',
          severity: 'danger',
          remedy: 'Undo it.',
          askWhom: 'group:default/platform',
        },
        undoable: true,
        undoOf: ID,
        undoneBy: ID,
      });
      api.operations.get.mockResolvedValue(whole);
      const response = await get();
      expect(response.body).toEqual(whole);
      expect(api.errorsOf('get', '/operations/{id}', response)).toEqual([]);
    });
  });

  describe.each([
    ['undo', undo, api.operations.undo, operation({ undoOf: ID })],
    [
      'cancel',
      cancel,
      api.operations.cancel,
      operation({ state: 'cancelling' }),
    ],
  ] as const)('%s', (name, ask, service, answered) => {
    const route = `/operations/{id}/${name}`;

    it('is accepted', async () => {
      const response = await ask();
      expect(response.status).toBe(202);
      expect(response.body).toEqual(answered);
      expect(api.errorsOf('post', route, response)).toEqual([]);
      expect(service).toHaveBeenCalledWith(api.entity, ID, USER);
    });

    it.each([
      ['an empty object', () => ask().send({})],
      ['an empty text', () => ask().type('text/plain').send('')],
      ['nothing, said to be JSON', () => ask().type('application/json')],
    ])('is accepted with %s', async (_, asked) => {
      expect((await asked()).status).toBe(202);
      expect(api.errorsOfRequest(route, undefined)).toEqual([]);
      expect(api.errorsOfRequest(route, {})).toEqual([]);
    });

    it.each([
      ['something', () => ask().send({ force: true })],
      ['a list', () => ask().send([])],
      ['no JSON', () => ask().type('application/json').send('{')],
      ['a form', () => ask().type('form').send('force=true')],
    ])('is refused with %s, before anything is looked up', async (_, asked) => {
      const response = await asked();
      expect(response.status).toBe(400);
      expect(api.errorsOf('post', route, response)).toEqual([]);
      expect(api.lookedUp).toBe(false);
    });

    it('says why it cannot be', async () => {
      service.mockRejectedValue(new ConflictError('It has ended'));
      const response = await ask();
      expect(response.status).toBe(409);
      expect(response.body.error).toEqual({
        name: 'ConflictError',
        message: 'It has ended',
      });
      expect(api.errorsOf('post', route, response)).toEqual([]);
    });
  });

  it('answers an undo that is blocked, or in the way of something', async () => {
    const route = '/operations/{id}/undo';
    api.operations.undo.mockRejectedValueOnce(new PlanBlockedError(plan()));
    const blocked = await undo();
    expect(blocked.status).toBe(422);
    expect(blocked.body.error.plan).toEqual(plan());
    expect(api.errorsOf('post', route, blocked)).toEqual([]);

    api.operations.undo.mockRejectedValueOnce(
      new OperationInProgressError(operation()),
    );
    const inTheWay = await undo();
    expect(inTheWay.status).toBe(409);
    expect(inTheWay.body.error.operation).toEqual(operation());
    expect(api.errorsOf('post', route, inTheWay)).toEqual([]);
  });

  describe.each(BY_ID)('%s of an operation', (_, method, route, path, ask) => {
    it('reads the entity as the caller', async () => {
      api.operations.subjectOf.mockResolvedValue(
        operation({ entityRef: 'component:other/bookshop' }),
      );
      const bookshop = component({ name: 'bookshop' });
      api.getEntityByRef.mockResolvedValue(bookshop);
      await ask();
      expect(api.getEntityByRef).toHaveBeenCalledWith(
        { kind: 'component', namespace: 'other', name: 'bookshop' },
        USER,
      );
    });

    it.each([
      [
        'there is none',
        () => api.operations.subjectOf.mockResolvedValue(undefined),
      ],
      [
        'its entity is hidden',
        () => api.getEntityByRef.mockResolvedValue(undefined),
      ],
      [
        'the caller may not read the catalog',
        () => api.getEntityByRef.mockRejectedValue(new NotAllowedError('No')),
      ],
    ])('says the same where %s', async (__, prepare) => {
      prepare();
      const response = await ask();
      expect(response.status).toBe(404);
      expect(response.body.error).toEqual({
        name: 'NotFoundError',
        message: 'There is no such operation',
      });
      expect(api.errorsOf(method, route, response)).toEqual([]);
    });

    it.each([
      'no-such-operation',
      '1',
      `${ID}1`,
      '%00',
      "'%20OR%201=1",
      '__proto__',
    ])('knows none that is named %s, and asks nobody', async id => {
      const response = await api.ask(method, path.replace(ID, id));
      expect(response.status).toBe(404);
      expect(response.body.error.message).toBe('There is no such operation');
      expect(api.lookedUp).toBe(false);
    });

    it('knows one however its id is written', async () => {
      await api.ask(method, path.replace(ID, ID.toUpperCase()));
      expect(api.operations.subjectOf).toHaveBeenCalledWith(ID);
    });
  });

  it.each([
    ['put', PATH],
    ['delete', PATH],
    ['delete', `/operations/${ID}`],
    ['post', `/operations/${ID}`],
    ['get', `/operations/${ID}/undo`],
    ['get', `/operations/${ID}/cancel`],
    ['post', `/operations/${ID}/retry`],
    ['get', '/operations'],
  ] as const)('has no route %s %s', async (method, path) => {
    expect((await api.ask(method, path)).status).toBe(404);
    expect(api.lookedUp).toBe(false);
  });

  describe('the audit log', () => {
    const SUBJECT = {
      intent: 'attach',
      target: 'eu/demo/Deployment/guestbook',
      entityRef: 'component:default/guestbook',
    };
    const UNDO_ID = 'c1a5cf0e-34b7-4e3e-8ef6-0a3a5a4c6b10';

    it.each([
      [
        start,
        { eventId: 'operation-create', severityLevel: 'medium' },
        { actionType: 'start' },
        { planId: BODY.planId, operationId: ID },
      ],
      [
        undo,
        { eventId: 'operation-undo', severityLevel: 'medium' },
        { actionType: 'undo' },
        { operationId: ID, undoneBy: UNDO_ID },
      ],
      [
        cancel,
        { eventId: 'operation-cancel', severityLevel: 'medium' },
        { actionType: 'cancel' },
        { operationId: ID },
      ],
      [
        get,
        { eventId: 'operation-fetch', severityLevel: 'low' },
        { queryType: 'by-id' },
        { operationId: ID },
      ],
    ])('says who did what to what: %#', async (ask, event, type, ids) => {
      api.operations.undo.mockResolvedValue(operation({ id: UNDO_ID }));
      await ask();
      expect(api.auditor.createEvent.mock.calls).toEqual([
        [{ ...event, request: expect.anything(), meta: type }],
      ]);
      expect(api.succeed.mock.calls).toEqual([
        [{ meta: { ...type, ...SUBJECT, ...ids } }],
      ]);
      expect(api.fail).not.toHaveBeenCalled();
    });

    it('says who looked at the history of what', async () => {
      await list();
      expect(api.auditor.createEvent.mock.calls[0][0]).toMatchObject({
        eventId: 'operation-fetch',
        severityLevel: 'low',
        meta: { queryType: 'by-entity' },
      });
      expect(api.succeed.mock.calls).toEqual([
        [{ meta: { queryType: 'by-entity', entityRef: SUBJECT.entityRef } }],
      ]);
    });

    it.each([
      ['start', start, { actionType: 'start', planId: BODY.planId }],
      ['undo', undo, { actionType: 'undo', operationId: ID }],
      ['cancel', cancel, { actionType: 'cancel', operationId: ID }],
      ['get', get, { queryType: 'by-id', operationId: ID }],
    ] as const)('says who was denied to %s what', async (name, ask, ids) => {
      api.operations[name].mockRejectedValue(new NotAllowedError('No'));
      await ask();
      expect(api.fail.mock.calls).toEqual([
        [{ meta: { ...ids, ...SUBJECT }, error: expect.any(NotAllowedError) }],
      ]);
      expect(api.succeed).not.toHaveBeenCalled();
    });

    it('says what was hidden from whom', async () => {
      api.getEntityByRef.mockResolvedValue(undefined);
      await undo();
      expect(api.fail.mock.calls).toEqual([
        [
          {
            meta: { actionType: 'undo', operationId: ID, ...SUBJECT },
            error: expect.any(NotFoundError),
          },
        ],
      ]);
    });

    it('says who asked wrongly, and nothing of what was posted', async () => {
      await start({ ...BODY, fingerprint: '', token: 'hunter2' });
      const [[{ meta, error }]] = api.fail.mock.calls;
      expect(meta).toEqual({ actionType: 'start' });
      expect(error.message).not.toContain('hunter2');
    });
  });
});
