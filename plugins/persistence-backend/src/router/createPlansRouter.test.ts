import { mockCredentials } from '@backstage/backend-test-utils';
import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Intent, Target } from 'backstage-plugin-persistence-common';
import { plan, WORKLOAD } from '../authorization/__testUtils__/samples';
import { TestApi } from './__testUtils__/TestApi';

const ROUTE = '/entities/{kind}/{namespace}/{name}/plans';
const PATH = '/entities/component/default/guestbook/plans';
const TARGET: Target = { workload: WORKLOAD };
const INTENT: Intent = { kind: 'attach', path: '/data' };
const BODY = { target: TARGET, intent: INTENT };

describe('the route of plans', () => {
  const api = new TestApi();
  const post = (body: object | string = BODY, path = PATH) =>
    api.ask('post', path).type('application/json').send(body);

  beforeEach(() => api.reset());

  it('says what would be done', async () => {
    const response = await post();
    expect(response.status).toBe(200);
    expect(response.body).toEqual(plan());
    expect(api.errorsOf('post', ROUTE, response)).toEqual([]);
    expect(api.plan).toHaveBeenCalledWith(api.entity, BODY, {
      credentials: mockCredentials.user(),
    });
    expect(api.getEntityByRef).toHaveBeenCalledWith(
      { kind: 'component', namespace: 'default', name: 'guestbook' },
      { credentials: mockCredentials.user() },
    );
  });

  it('does so for services', async () => {
    const response = await post().set(
      'authorization',
      mockCredentials.service.header(),
    );
    expect(response.status).toBe(200);
    expect(api.plan.mock.calls[0][2]).toEqual({
      credentials: mockCredentials.service(),
    });
  });

  it.each<[string, Target]>([
    ['a workload', TARGET],
    ['a workload with its uid', { workload: { ...WORKLOAD, uid: 'a-uid' } }],
    [
      'a StatefulSet',
      { workload: { ...WORKLOAD, kind: 'StatefulSet', name: 'db.example' } },
    ],
    [
      'a workload of a cluster with a name of another language',
      { workload: { ...WORKLOAD, cluster: 'Köln (produktiv) ☁' } },
    ],
    ['a claim', { claim: { cluster: 'eu', namespace: 'demo', name: 'data' } }],
  ])('plans for %s', async (_, target) => {
    const body = { target, intent: INTENT };
    expect(api.errorsOfRequest(ROUTE, body)).toEqual([]);
    expect((await post(body)).status).toBe(200);
    expect(api.plan.mock.calls[0][1]).toEqual(body);
  });

  it.each<Intent>([
    { kind: 'attach' },
    {
      kind: 'attach',
      container: 'web',
      path: '/data',
      subPath: 'data',
      claim: {
        size: '1Gi',
        storageClass: 'standard',
        accessMode: 'ReadWriteOncePod',
        name: 'data',
      },
      existingFiles: 'copy-running',
      from: { pod: 'guestbook-0' },
      rehearse: true,
      replaceVolume: 'cache',
      perReplica: true,
    },
    { kind: 'attach', claim: {} },
    { kind: 'attach', claim: { existing: 'data' } },
    { kind: 'attach', claim: { volume: 'pv-1' } },
    { kind: 'attach', claim: { snapshot: 'monday' } },
    // Whether a path or a size is one is the plan's to say, in words
    { kind: 'attach', path: '../etc', claim: { size: '1.5.2Gi' } },
    { kind: 'attach', path: '', subPath: '', container: '' },
    { kind: 'detach' },
    { kind: 'detach', claim: 'data', keepFor: 'P1D' },
    { kind: 'redeploy' },
    { kind: 'inspect' },
    { kind: 'fix-strategy' },
    { kind: 'grow', claim: 'data', size: '2Gi', perReplica: true },
    { kind: 'snapshot', claim: 'data', name: 'monday' },
    { kind: 'restore', claim: 'data', snapshot: 'monday' },
    { kind: 'clone', claim: 'data', name: 'copy' },
    { kind: 'move', claim: 'data', storageClass: 'fast', size: '2Gi' },
    { kind: 'schedule', claim: 'data', every: 'PT6H', keep: 3 },
    { kind: 'unschedule', claim: 'data' },
    { kind: 'extend', claim: 'data', until: '2027-01-01T00:00:00Z' },
    { kind: 'discard', claim: 'data', confirm: 'data' },
  ])('plans %j', async intent => {
    const body = { target: TARGET, intent };
    expect(api.errorsOfRequest(ROUTE, body)).toEqual([]);
    expect((await post(body)).status).toBe(200);
    expect(api.plan.mock.calls[0][1]).toEqual(body);
  });

  it.each<[string, object]>([
    ['nothing', {}],
    ['no target', { intent: INTENT }],
    ['no intent', { target: TARGET }],
    ['a list', [BODY]],
    ['something that is not known', { ...BODY, force: true }],
    ['a target that is nothing', { ...BODY, target: null }],
    ['a target of both kinds', { ...BODY, target: { ...TARGET, claim: {} } }],
    ['a target of no kind', { ...BODY, target: {} }],
    ['a list of targets', { ...BODY, target: [TARGET] }],
    ...[
      { cluster: undefined },
      { cluster: '' },
      { cluster: 'eu\nus' },
      { namespace: '../kube-system' },
      { namespace: 'a'.repeat(64) },
      { kind: 'Pod' },
      { kind: 'deployment' },
      { name: 'Guestbook' },
      { name: 'a/b' },
      { name: 'a'.repeat(254) },
      { name: 5 },
      { uid: 5 },
      { selector: 'app=web' },
    ].map((part): [string, object] => [
      `a workload with ${JSON.stringify(part)}`,
      { ...BODY, target: { workload: { ...WORKLOAD, ...part } } },
    ]),
    [
      'a claim with a kind',
      {
        ...BODY,
        target: {
          claim: { cluster: 'eu', namespace: 'demo', name: 'data', kind: 'x' },
        },
      },
    ],
    ...[
      null,
      'attach',
      {},
      { kind: 'explode' },
      { kind: 'constructor' },
      { kind: ['attach'] },
      { path: '/data' },
      { kind: 'attach', paths: ['/data'] },
      { kind: 'attach', path: 5 },
      { kind: 'attach', path: null },
      { kind: 'attach', path: `/${'a'.repeat(4096)}` },
      { kind: 'attach', claim: 'data' },
      { kind: 'attach', claim: { existing: 'data', size: '1Gi' } },
      { kind: 'attach', claim: { size: 1024 } },
      { kind: 'attach', claim: { accessMode: 'ReadOnlyMany' } },
      { kind: 'attach', existingFiles: 'delete' },
      { kind: 'attach', from: 'guestbook-0' },
      { kind: 'attach', from: { pod: 'guestbook-0', container: 'web' } },
      { kind: 'attach', rehearse: 'true' },
      { kind: 'attach', perReplica: 1 },
      { kind: 'detach', path: '/data' },
      { kind: 'redeploy', now: true },
      { kind: 'grow' },
      { kind: 'grow', claim: 'data' },
      { kind: 'schedule', claim: 'data', every: 'daily', keep: '3' },
      { kind: 'schedule', claim: 'data', every: 'daily', keep: 1.5 },
      { kind: 'discard', claim: 'data' },
    ].map((intent): [string, object] => [
      `the intent ${JSON.stringify(intent).slice(0, 80)}`,
      { ...BODY, intent },
    ]),
  ])('refuses %s', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(response.body.error).toMatchObject({
      name: 'InputError',
      message: expect.stringMatching(/^The body is not as it should be: /),
    });
    expect(api.errorsOf('post', ROUTE, response)).toEqual([]);
    expect(api.lookedUp).toBe(false);
  });

  it.each([
    ['in the body', `{"__proto__": {}, "target": 1, "intent": 1}`],
    [
      'beside the rest',
      JSON.stringify(BODY).replace('{', '{"__proto__": {"polluted": true},'),
    ],
    [
      'in the intent',
      JSON.stringify(BODY).replace(
        '"kind":"attach"',
        '"kind":"attach","__proto__":{"path":"/etc"}',
      ),
    ],
    [
      'in place of the intent',
      JSON.stringify({ target: TARGET }).replace(
        '{',
        '{"__proto__": {"intent": {"kind": "redeploy"}},',
      ),
    ],
    [
      'as a constructor',
      JSON.stringify({ ...BODY, constructor: { prototype: { a: 1 } } }),
    ],
  ])('refuses a prototype %s', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(api.lookedUp).toBe(false);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  it.each([
    ['no JSON', '{"target": hunter2'],
    ['half of it', JSON.stringify(BODY).slice(0, -1)],
    ['two of them', `${JSON.stringify(BODY)}${JSON.stringify(BODY)}`],
    ['a text', '"attach"'],
    ['nothing', 'null'],
    ['too much', JSON.stringify({ ...BODY, more: 'x'.repeat(65 * 1024) })],
  ])('refuses a body of %s, and does not repeat it', async (_, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(response.body.error.name).toBe('InputError');
    expect(response.body.error.message.length).toBeLessThan(600);
    expect(response.text).not.toContain('hunter2');
    expect(api.errorsOf('post', ROUTE, response)).toEqual([]);
    expect(api.lookedUp).toBe(false);
  });

  it('says what is too much', async () => {
    const response = await post({ ...BODY, more: 'x'.repeat(65 * 1024) });
    expect(response.body.error.message).toBe('The body has more than 64 KiB');
  });

  it('cuts the names of what it does not know', async () => {
    const response = await post({ ...BODY, ['x'.repeat(60_000)]: 1 });
    expect(response.status).toBe(400);
    expect(response.body.error.message.length).toBeLessThan(600);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/merge-patch+json',
    'multipart/form-data; boundary=x',
    'nonsense',
  ])('refuses a body of the type %s', async type => {
    const response = await post(JSON.stringify(BODY)).set('content-type', type);
    expect(response.status).toBe(400);
    expect(response.body.error.message).toBe(
      "The body must have the content type 'application/json'",
    );
    expect(api.lookedUp).toBe(false);
  });

  it.each([
    ['no body', () => api.ask('post', PATH)],
    [
      'an encoding that nobody knows',
      () => post(JSON.stringify(BODY)).set('content-encoding', 'secret'),
    ],
    [
      'characters of another kind',
      () => post().type('application/json; charset=klingon'),
    ],
  ])('refuses %s', async (_, ask) => {
    const response = await ask();
    expect(response.status).toBe(400);
    expect(response.body.error.name).toBe('InputError');
    expect(api.lookedUp).toBe(false);
  });

  it('takes JSON that says that it is UTF-8', async () => {
    const response = await post().type('application/json; charset=utf-8');
    expect(response.status).toBe(200);
  });

  it.each([
    ['an entity that can be none', '/entities/component/default/a%20b/plans'],
    ['a query', `${PATH}?dryRun=All`],
  ])('refuses %s', async (_, path) => {
    const response = await post(BODY, path);
    expect(response.status).toBe(400);
    expect(api.errorsOf('post', ROUTE, response)).toEqual([]);
    expect(api.lookedUp).toBe(false);
  });

  it.each([
    ['nobody', mockCredentials.none.header()],
    ['a wrong token', mockCredentials.user.invalidHeader()],
  ])('says nothing to %s, whatever is posted', async (_, header) => {
    const response = await post('{').set('authorization', header);
    expect(response.status).toBe(401);
    expect(api.errorsOf('post', ROUTE, response)).toEqual([]);
    expect(api.lookedUp).toBe(false);
    expect(api.auditor.createEvent).not.toHaveBeenCalled();
  });

  it('says that there is no such entity before anybody is asked', async () => {
    api.getEntityByRef.mockResolvedValue(undefined);
    const response = await post();
    expect(response.status).toBe(404);
    expect(api.errorsOf('post', ROUTE, response)).toEqual([]);
    expect(api.plan).not.toHaveBeenCalled();
  });

  it.each([
    [403, new NotAllowedError('Not for you')],
    [404, new NotFoundError('The entity has no such workload')],
    [503, new ServiceUnavailableError('The cluster does not answer')],
  ])('passes a %d on', async (status, error) => {
    api.plan.mockRejectedValue(error);
    const response = await post();
    expect(response.status).toBe(status);
    expect(response.body.error.name).toBe(error.name);
    expect(api.errorsOf('post', ROUTE, response)).toEqual([]);
  });

  it.each(['get', 'put', 'patch', 'delete'] as const)(
    'has no method %s',
    async method => {
      expect((await api.ask(method, PATH)).status).toBe(404);
      expect(api.lookedUp).toBe(false);
    },
  );

  describe('the audit log', () => {
    const META = {
      actionType: 'plan',
      intent: 'attach',
      target: 'eu/demo/Deployment/guestbook',
      entityRef: 'component:default/guestbook',
    };

    it('says who had what planned', async () => {
      await post();
      expect(api.auditor.createEvent.mock.calls).toEqual([
        [
          {
            eventId: 'plan-create',
            severityLevel: 'low',
            request: expect.anything(),
            meta: { actionType: 'plan' },
          },
        ],
      ]);
      expect(api.succeed.mock.calls).toEqual([
        [{ meta: { ...META, planId: plan().id } }],
      ]);
      expect(api.fail).not.toHaveBeenCalled();
    });

    it('says who was denied what', async () => {
      api.plan.mockRejectedValue(new NotAllowedError('Not for you'));
      await post();
      expect(api.fail.mock.calls).toEqual([
        [{ meta: META, error: expect.any(NotAllowedError) }],
      ]);
    });

    it('says who asked wrongly, and nothing of what was posted', async () => {
      await post('{"password": hunter2');
      const [[{ meta, error }]] = api.fail.mock.calls;
      expect(meta).toEqual({ actionType: 'plan' });
      expect(error.name).toBe('InputError');
      expect(`${error.message} ${error.stack}`).not.toContain('hunter2');
    });

    it('names claims', async () => {
      await post({
        target: { claim: { cluster: 'eu', namespace: 'demo', name: 'data' } },
        intent: { kind: 'discard', claim: 'data', confirm: 'data' },
      });
      expect(api.succeed.mock.calls[0][0].meta).toMatchObject({
        intent: 'discard',
        target: 'eu/demo/PersistentVolumeClaim/data',
      });
    });
  });
});
