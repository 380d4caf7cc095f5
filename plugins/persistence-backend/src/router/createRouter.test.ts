import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockErrorHandler,
  mockServices,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import {
  AuthenticationError,
  ConflictError,
  NotAllowedError,
  ResponseError,
} from '@backstage/errors';
import type {
  EntityPersistence,
  Options,
  Plan,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import express from 'express';
import request from 'supertest';
import type { OperationService, PlanService } from '../operations';
import { component } from '../status/testing';
import { createRouter } from './createRouter';
import { Conformity } from './__testUtils__/Conformity';

const ENTITY = '/entities/{kind}/{namespace}/{name}';
const OPTIONS = `${ENTITY}/options`;
const GUESTBOOK = component({ name: 'guestbook' });
const USER = mockCredentials.user();

const ANSWER: EntityPersistence = {
  entityRef: 'component:default/guestbook',
  lookup: { state: 'no-workload', labelSelector: 'app=web' },
  workloads: [],
  shelf: [],
  clusters: [],
  operations: [],
};
const OFFER: Options = {
  paths: [],
  storageClasses: [],
  size: { default: '1Gi', min: '64Mi', max: '100Gi' },
  claims: [],
  snapshots: [],
  volumes: [],
};
const QUERY = {
  cluster: 'eu',
  namespace: 'demo',
  workloadKind: 'Deployment',
  workload: 'guestbook',
};

describe('the routes', () => {
  const conformity = Conformity.create();
  const auditor = mockServices.auditor.mock();
  const logger = mockServices.logger.mock();
  const succeed = jest.fn();
  const fail = jest.fn();
  const getEntityByRef = jest.fn();
  const status = jest.fn<
    Promise<EntityPersistence>,
    [Entity, { credentials: BackstageCredentials }]
  >();
  const options = jest.fn<
    Promise<Options>,
    [Entity, WorkloadRef, { credentials: BackstageCredentials }]
  >();
  const plan = jest.fn<Promise<Plan>, Parameters<PlanService['plan']>>();
  const operations: jest.Mocked<OperationService> = {
    start: jest.fn(),
    list: jest.fn(),
    subjectOf: jest.fn(),
    get: jest.fn(),
    undo: jest.fn(),
    cancel: jest.fn(),
  };
  const app = express();

  app.use(
    createRouter({
      auditor,
      logger,
      httpAuth: mockServices.httpAuth(),
      catalog: { getEntityByRef },
      status: { status, options },
      plans: { plan },
      operations,
    }),
  );
  app.use(mockErrorHandler());

  beforeEach(() => {
    jest.resetAllMocks();
    succeed.mockResolvedValue(undefined);
    fail.mockResolvedValue(undefined);
    auditor.createEvent.mockResolvedValue({ success: succeed, fail });
    getEntityByRef.mockResolvedValue(GUESTBOOK);
    status.mockResolvedValue(ANSWER);
    options.mockResolvedValue(OFFER);
  });

  const get = (path: string) =>
    request(app).get(path).set('authorization', mockCredentials.user.header());
  const getStatus = (path = '/entities/component/default/guestbook') =>
    get(path);
  const getOptions = (query: object = QUERY) =>
    get('/entities/component/default/guestbook/options').query(query);

  it('answers for an entity that the caller may see', async () => {
    const response = await getStatus();
    expect(response.status).toBe(200);
    expect(response.body).toEqual(ANSWER);
    expect(conformity.errorsOfResponse(ENTITY, response)).toEqual([]);
    expect(getEntityByRef).toHaveBeenCalledWith(
      { kind: 'component', namespace: 'default', name: 'guestbook' },
      { credentials: USER },
    );
    expect(status).toHaveBeenCalledWith(GUESTBOOK, { credentials: USER });
  });

  it('says what the data of a workload could be kept on', async () => {
    const response = await getOptions();
    expect(response.status).toBe(200);
    expect(response.body).toEqual(OFFER);
    expect(conformity.errorsOfResponse(OPTIONS, response)).toEqual([]);
    expect(options).toHaveBeenCalledWith(
      GUESTBOOK,
      {
        cluster: 'eu',
        namespace: 'demo',
        kind: 'Deployment',
        name: 'guestbook',
      },
      { credentials: USER },
    );
  });

  it('answers services', async () => {
    const response = await getStatus().set(
      'authorization',
      mockCredentials.service.header(),
    );
    expect(response.status).toBe(200);
    expect(status).toHaveBeenCalledWith(GUESTBOOK, {
      credentials: mockCredentials.service(),
    });
  });

  it.each([
    ['nobody', mockCredentials.none.header()],
    ['a wrong token', mockCredentials.user.invalidHeader()],
  ])('does not answer %s, and looks nothing up', async (_, header) => {
    const response = await getStatus().set('authorization', header);
    expect(response.status).toBe(401);
    expect(conformity.errorsOfResponse(ENTITY, response)).toEqual([]);
    expect(getEntityByRef).not.toHaveBeenCalled();
    expect(auditor.createEvent).not.toHaveBeenCalled();
  });

  it.each([
    ['a query parameter', '/entities/component/default/guestbook?token=x'],
    ['a space', '/entities/component/default/guest%20book'],
    ['a slash', '/entities/component/default/guest%2Fbook'],
    ['a colon', '/entities/component/default/component:guestbook'],
    ['a control character', '/entities/component/default/guest%00book'],
    [
      'a name that is too long',
      `/entities/component/default/${'a'.repeat(254)}`,
    ],
    ['a name that is no text', '/entities/component/default/%E0%A4%A'],
  ])('refuses an entity with %s', async (_, path) => {
    const response = await getStatus(path);
    expect(response.status).toBe(400);
    expect(conformity.errorsOfResponse(ENTITY, response)).toEqual([]);
    expect(getEntityByRef).not.toHaveBeenCalled();
  });

  it.each([
    ['no parameters', {}],
    ['a cluster missing', { ...QUERY, cluster: undefined }],
    ['an empty namespace', { ...QUERY, namespace: '' }],
    ['an unknown kind', { ...QUERY, workloadKind: 'Pod' }],
    ['a kind in lower case', { ...QUERY, workloadKind: 'deployment' }],
    ['a kind of an object', { ...QUERY, workloadKind: '__proto__' }],
    ['a parameter that is not known', { ...QUERY, uid: '1' }],
    ['a parameter twice', { ...QUERY, workload: ['one', 'two'] }],
    ['a parameter that is an object', { ...QUERY, workload: { a: 'b' } }],
    ['a namespace that is none', { ...QUERY, namespace: '../kube-system' }],
    ['a name that is none', { ...QUERY, workload: 'Guestbook' }],
    ['a name that is too long', { ...QUERY, workload: 'a'.repeat(254) }],
    ['a cluster of two lines', { ...QUERY, cluster: 'eu\nus' }],
    ['a cluster that is too long', { ...QUERY, cluster: 'a'.repeat(254) }],
  ])('refuses a workload with %s', async (_, query) => {
    const response = await getOptions(query);
    expect(response.status).toBe(400);
    expect(response.body.error.name).toBe('InputError');
    expect(conformity.errorsOfResponse(OPTIONS, response)).toEqual([]);
    expect(getEntityByRef).not.toHaveBeenCalled();
    expect(options).not.toHaveBeenCalled();
  });

  it('takes clusters that have names of all languages', async () => {
    await getOptions({ ...QUERY, cluster: 'Köln (produktiv) ☁' });
    expect(options.mock.calls[0][1].cluster).toBe('Köln (produktiv) ☁');
  });

  it('says that an entity which the catalog does not show does not exist', async () => {
    getEntityByRef.mockResolvedValue(undefined);
    const response = await getStatus();
    expect(response.status).toBe(404);
    expect(response.body.error).toMatchObject({
      name: 'NotFoundError',
      message: 'There is no such entity',
    });
    expect(conformity.errorsOfResponse(ENTITY, response)).toEqual([]);
    expect(status).not.toHaveBeenCalled();
  });

  it('does not pass on what a broken catalog says', async () => {
    getEntityByRef.mockRejectedValue(
      new Error('connect ECONNREFUSED 10.0.0.7:7007'),
    );
    const response = await getStatus();
    expect(response.status).toBe(503);
    expect(response.text).not.toContain('10.0.0.7');
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it.each([
    [403, new NotAllowedError("Not in token's access restrictions")],
    [401, new AuthenticationError('Failed to create a token')],
  ])(
    'says %d when the caller may not read the catalog, whatever is in it',
    async (statusCode, error) => {
      getEntityByRef.mockRejectedValue(error);
      const response = await getStatus();
      expect(response.status).toBe(statusCode);
      expect(response.text).not.toContain('oken');
      expect(conformity.errorsOfResponse(ENTITY, response)).toEqual([]);
    },
  );

  it.each([
    [403, 403],
    [401, 401],
    [500, 503],
    [404, 503], // not of the entity: the client makes that no error
  ])('takes a %d of the catalog for a %d', async (answered, statusCode) => {
    getEntityByRef.mockRejectedValue(
      await ResponseError.fromResponse(
        new Response('Inner workings', { status: answered }),
      ),
    );
    const response = await getStatus();
    expect(response.status).toBe(statusCode);
    expect(response.text).not.toContain('Inner workings');
  });

  it('passes on that the caller may not know', async () => {
    status.mockRejectedValue(new NotAllowedError('Not for you'));
    const response = await getStatus();
    expect(response.status).toBe(403);
    expect(conformity.errorsOfResponse(ENTITY, response)).toEqual([]);
  });

  it.each([
    ['post', '/entities/component/default/guestbook'],
    ['get', '/entities/component/default'],
    ['get', '/entities/component/default/guestbook/other'],
    ['get', '/'],
  ] as const)('has no route %s %s', async (method, path) => {
    const response = await request(app)
      [method](path)
      .set('authorization', mockCredentials.user.header());
    expect(response.status).toBe(404);
  });

  describe('the audit log', () => {
    it.each([
      ['status', () => getStatus(), 'status'],
      ['options', () => getOptions(), 'options'],
    ])('says who asked for %s of what', async (_, ask, queryType) => {
      await ask();
      expect(auditor.createEvent.mock.calls).toEqual([
        [
          {
            eventId: 'entity-fetch',
            severityLevel: 'low',
            request: expect.anything(),
            meta: { queryType },
          },
        ],
      ]);
      expect(succeed).toHaveBeenCalledWith({
        meta: { queryType, entityRef: 'component:default/guestbook' },
      });
      expect(fail).not.toHaveBeenCalled();
    });

    it.each([
      ['was denied', () => status.mockRejectedValue(new NotAllowedError('No'))],
      ['failed', () => status.mockRejectedValue(new ConflictError('Broken'))],
      ['found nothing', () => getEntityByRef.mockResolvedValue(undefined)],
    ])('says that a request %s', async (_, prepare) => {
      prepare();
      await getStatus();
      expect(fail).toHaveBeenCalledWith({
        meta: {
          queryType: 'status',
          entityRef: 'component:default/guestbook',
        },
        error: expect.any(Error),
      });
      expect(succeed).not.toHaveBeenCalled();
    });

    it('says that a request was wrong', async () => {
      await getOptions({});
      expect(fail).toHaveBeenCalledTimes(1);
    });

    it('must be there before anything is done', async () => {
      auditor.createEvent.mockRejectedValue(new Error('disk full'));
      expect((await getStatus()).status).toBe(500);
      expect(getEntityByRef).not.toHaveBeenCalled();
    });

    it('does not withhold an answer when the outcome cannot be written', async () => {
      succeed.mockRejectedValue(new Error('disk full'));
      expect((await getStatus()).status).toBe(200);
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });

    it('does not hide why a request failed when that cannot be written', async () => {
      fail.mockRejectedValue(new Error('disk full'));
      status.mockRejectedValue(new NotAllowedError('Not for you'));
      expect((await getStatus()).status).toBe(403);
    });
  });
});
