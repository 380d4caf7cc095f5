import { generateKeyPairSync } from 'node:crypto';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import {
  persistencePermissions,
  persistenceVolumeReadPermission,
} from 'backstage-plugin-persistence-common';
import request from 'supertest';
import { eventually } from './clusters/testing';
import { observationServiceRef } from './observationService';
import { createDatabases } from './operations/__testUtils__';
import { Conformity } from './router/__testUtils__/Conformity';
import {
  claim,
  component,
  deployment,
  FakeObservation,
  labelled,
} from './status/testing';
import { OWNER, startPortal } from './__testUtils__/portal';
import { externalAccess, tokenOf } from './__testUtils__/users';

/** What nobody may learn who may not: it is in clusters and in the catalog, and in no error. */
const SECRETS = /treasure|vault|bullion|crown-jewels|lair|rival/i;

const ANNA = 'user:default/anna';
const DENIED = 'user:default/denied';

/** Everybody sees it. Anna may know where its data lives, and its owner may. */
const SHOP = component({ name: 'shop', id: 'bullion' });
/** Only those who are told see it; the others do not even know that there is one. */
const HIDDEN = component({
  name: 'hidden',
  id: 'treasure',
  annotations: { 'example.com/hidden': 'true' },
});

/** It selects the same workload as the shop, and is as hidden as the other one. */
const RIVAL = component({
  name: 'rival',
  id: 'bullion',
  annotations: { 'example.com/hidden': 'true' },
});

const SHOP_PATH = '/api/persistence/entities/component/default/shop';
const WORKLOAD = {
  cluster: 'lair',
  namespace: 'vault',
  workloadKind: 'Deployment',
  workload: 'bullion',
};

const policy: PermissionPolicy['handle'] = async ({ permission }, user) => {
  if (!user) {
    return { result: AuthorizeResult.DENY };
  }
  if (permission.name === persistenceVolumeReadPermission.name) {
    if (user.info.userEntityRef === ANNA) {
      return { result: AuthorizeResult.ALLOW };
    }
    return user.info.userEntityRef === DENIED
      ? { result: AuthorizeResult.DENY }
      : createCatalogConditionalDecision(
          persistenceVolumeReadPermission,
          catalogConditions.isEntityOwner({
            claims: user.info.ownershipEntityRefs,
          }),
        );
  }
  return isResourcePermission(permission, 'catalog-entity')
    ? createCatalogConditionalDecision(permission, {
        not: catalogConditions.hasAnnotation({
          annotation: 'example.com/hidden',
        }),
      })
    : { result: AuthorizeResult.ALLOW };
};

describe('the plugin in a backend with permissions', () => {
  const observation = new FakeObservation();
  const conformity = Conformity.create();
  let backend: TestBackend;

  const get = (path: string, token?: string) => {
    const asked = request(backend.server).get(path);
    return token ? asked.set('authorization', `Bearer ${token}`) : asked;
  };

  beforeAll(async () => {
    observation.set('lair', [
      deployment({
        name: 'bullion',
        namespace: 'vault',
        labels: labelled('bullion'),
        volumes: [
          {
            name: 'data',
            persistentVolumeClaim: { claimName: 'crown-jewels' },
          },
        ],
      }),
      claim({ name: 'crown-jewels', namespace: 'vault' }),
      deployment({
        name: 'treasure',
        namespace: 'vault',
        labels: labelled('treasure'),
      }),
    ]);
    backend = await startPortal({
      entities: [SHOP, HIDDEN, RIVAL],
      policy,
      services: [
        externalAccess('for-the-catalog-only', { plugin: 'catalog' }),
        externalAccess('without-the-catalog', { plugin: 'persistence' }),
        externalAccess(
          'for-another-permission',
          { plugin: 'catalog' },
          { plugin: 'persistence', permission: 'persistence.volume.attach' },
        ),
        externalAccess(
          'for-reading',
          { plugin: 'catalog' },
          { plugin: 'persistence', permission: 'persistence.volume.read' },
        ),
        // Backstage hands such a restriction on to no other plugin
        externalAccess(
          'for-reading-the-catalog-itself',
          { plugin: 'catalog', permission: 'catalog.entity.read' },
          { plugin: 'persistence' },
        ),
        externalAccess('unrestricted'),
      ],
      features: [
        createServiceFactory({
          service: observationServiceRef,
          deps: {},
          factory: () => observation,
        }),
      ],
    });
  }, 60_000);

  it('observes from the start', () => {
    expect(observation.started).toBe(1);
  });

  const options = (query: Partial<typeof WORKLOAD> = WORKLOAD) =>
    `${SHOP_PATH}/options?${new URLSearchParams(query)}`;

  describe.each([
    ['status', (path: string) => path, '/entities/{kind}/{namespace}/{name}'],
    [
      'options',
      (path: string) => `${path}/options?${new URLSearchParams(WORKLOAD)}`,
      '/entities/{kind}/{namespace}/{name}/options',
    ],
  ])('%s', (_, at, route) => {
    const shop = at(SHOP_PATH);
    const hidden = at(SHOP_PATH.replace('shop', 'hidden'));
    const absent = at(SHOP_PATH.replace('shop', 'absent'));
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' });

    it.each([
      ['somebody who may', tokenOf(ANNA)],
      ['an owner where a condition asks for one', tokenOf(OWNER)],
      ['a service', 'unrestricted-token'],
      ['a service that may only this', 'for-reading-token'],
    ])('answers %s', async (__, token) => {
      const response = await get(shop, token);
      expect(response.status).toBe(200);
      expect(conformity.errorsOfResponse(route, response)).toEqual([]);
    });

    it.each([
      ['nobody', shop, undefined, 401],
      ['a wrong token', shop, 'not-a-token', 401],
      [
        'a token that a stranger signed',
        shop,
        tokenOf(ANNA, stranger.privateKey),
        401,
      ],
      ['somebody who is denied', shop, tokenOf(DENIED), 403],
      [
        'somebody for whom a condition does not hold',
        shop,
        tokenOf('user:default/other'),
        403,
      ],
      [
        'a service for another permission',
        shop,
        'for-another-permission-token',
        403,
      ],
      ['a service for another plugin', shop, 'for-the-catalog-only-token', 403],
      [
        'a service that may not read the catalog',
        shop,
        'without-the-catalog-token',
        403,
      ],
      [
        'a service that we may not read the catalog for',
        shop,
        'for-reading-the-catalog-itself-token',
        403,
      ],
      [
        'a service that may not read the catalog, of what is not there',
        absent,
        'without-the-catalog-token',
        403,
      ],
      ['somebody who may not see the entity', hidden, tokenOf(ANNA), 404],
      ['somebody who may neither', hidden, tokenOf(DENIED), 404],
      ['anybody, of what is not there', absent, tokenOf(ANNA), 404],
      ['the denied, of what is not there', absent, tokenOf(DENIED), 404],
      // 401 before 400 before 404 before 403
      ['nobody, who asks wrongly', `${shop}&x=y`, undefined, 401],
      ['the denied, who asks wrongly', wrong(shop), tokenOf(DENIED), 400],
      ['anybody, who asks wrongly', wrong(shop), tokenOf(ANNA), 400],
      ['those, of what they may not see', wrong(hidden), tokenOf(ANNA), 400],
      ['those, of what is not there', wrong(absent), tokenOf(ANNA), 400],
    ])('does not answer %s', async (__, path, token, status) => {
      const response = await get(path, token);
      expect(response.status).toBe(status);
      expect(conformity.errorsOfResponse(route, response)).toEqual([]);
      expect(leaksOf(response)).toEqual([]);
    });

    it('says the same of what is hidden and of what is not there', async () => {
      const [one, other] = await Promise.all(
        [hidden, absent].map(path => get(path, tokenOf(ANNA))),
      );
      expect(withoutRequest(one)).toEqual(withoutRequest(other));
      expect(headersOf(one)).toEqual(headersOf(other));
    });
  });

  it('shows to those who may', async () => {
    const { body } = await get(SHOP_PATH, tokenOf(ANNA));
    expect(body).toMatchObject({
      entityRef: stringifyEntityRef(SHOP),
      lookup: { state: 'found' },
      workloads: [
        { workload: { cluster: 'lair', namespace: 'vault', name: 'bullion' } },
      ],
    });
    expect(JSON.stringify(body)).toContain('crown-jewels');
  });

  it('counts the entities that select the same workload, also hidden ones, and names none', async () => {
    await eventually(async () => {
      const { body, text } = await get(SHOP_PATH, tokenOf(ANNA));
      expect(body.workloads[0].findings).toMatchObject([
        { code: 'OWNERSHIP_AMBIGUOUS', params: { count: 2 } },
      ]);
      expect(text).not.toContain('rival');
    });
  });

  it.each([
    ["another entity's", { workload: 'treasure' }],
    ['in another namespace', { namespace: 'default' }],
    ['in another cluster', { cluster: 'elsewhere' }],
    ['of another kind', { workloadKind: 'StatefulSet' }],
  ])('knows no workload %s, as if there were none', async (_, part) => {
    const [response, absent] = await Promise.all([
      get(options({ ...WORKLOAD, ...part }), tokenOf(ANNA)),
      get(options({ ...WORKLOAD, workload: 'absent' }), tokenOf(ANNA)),
    ]);
    expect(response.status).toBe(404);
    expect(withoutRequest(response)).toEqual(withoutRequest(absent));
    expect(leaksOf(response)).toEqual([]);
  });

  it('offers its permissions to those who write policies', async () => {
    const { status, body } = await get(
      '/api/persistence/.well-known/backstage/permissions/metadata',
      'unrestricted-token',
    );
    expect(status).toBe(200);
    expect(body.permissions.map(({ name }: { name: string }) => name)).toEqual(
      persistencePermissions.map(({ name }) => name),
    );
  });

  it('ends observing with the backend', async () => {
    expect(observation.stopped).toBe(0);
    expect(observation.listeners).toBe(1);
    await backend.stop();
    expect(observation.stopped).toBe(1);
    expect(observation.listeners).toBe(0);
  });
});

describe('the plugin without a database', () => {
  const databases = createDatabases();

  it('does not start, and says why', async () => {
    const observation = new FakeObservation();
    const starting = startTestBackend({
      features: [
        import('./index'),
        catalogServiceMock.factory(),
        mockServices.database.mock({
          getClient: () => Promise.reject(new Error('connection refused')),
        }).factory,
        createServiceFactory({
          service: observationServiceRef,
          deps: {},
          factory: () => observation,
        }),
      ],
    });
    await expect(starting).rejects.toThrow(
      /persistence.*(database|operations).*connection refused/is,
    );
    // Nothing goes on behind it
    expect(observation.started).toBe(0);
  });

  it('still says how things are when that is lost later', async () => {
    const observation = new FakeObservation();
    observation.set('lair', [
      deployment({ name: 'bullion', labels: labelled('bullion') }),
    ]);
    const knex = await databases.init('SQLITE_3');
    const logger = mockServices.logger.mock();
    const backend = await startTestBackend({
      features: [
        import('./index'),
        catalogServiceMock.factory({ entities: [SHOP] }),
        mockServices.logger.mock({ child: () => logger, warn: logger.warn })
          .factory,
        mockServices.database.mock({ getClient: async () => knex }).factory,
        createServiceFactory({
          service: observationServiceRef,
          deps: {},
          factory: () => observation,
        }),
      ],
    });
    await knex.destroy();
    const { status, body } = await request(backend.server).get(SHOP_PATH);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      lookup: { state: 'found' },
      workloads: [{ workload: { name: 'bullion' } }],
      operations: [],
    });
    expect(logger.warn).toHaveBeenCalledWith(
      'The operations of component:default/shop cannot be read',
      { error: expect.any(String) },
    );
    const history = await request(backend.server).get(
      `${SHOP_PATH}/operations`,
    );
    expect(history.status).toBe(500);
    await backend.stop();
    expect(observation.stopped).toBe(1);
  });
});

/** Asks for something that there is not. */
function wrong(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}unknown=parameter`;
}

/** What an error says; it also says what was asked for, which the caller knows. */
function withoutRequest({ body, status }: request.Response) {
  const { request: _, ...rest } = body;
  return { status, ...rest };
}

/** What an answer says that must not be in it. */
function leaksOf(response: request.Response): string[] {
  return [
    JSON.stringify(withoutRequest(response)),
    JSON.stringify(response.headers),
  ].filter(text => SECRETS.test(text));
}

function headersOf({ headers }: request.Response) {
  const { date: _, etag: __, 'content-length': ___, ...rest } = headers;
  return rest;
}
