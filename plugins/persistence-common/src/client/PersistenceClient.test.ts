import type { EntityPersistence, WorkloadRef } from '../types';
import { PersistenceClient } from './PersistenceClient';

const ANSWER: EntityPersistence = {
  entityRef: 'component:default/guestbook',
  lookup: { state: 'no-workload', labelSelector: 'app=guestbook' },
  workloads: [],
  shelf: [],
  clusters: [],
  operations: [],
};

describe('PersistenceClient', () => {
  let asked: string[];
  let answer: (request: Request) => Promise<Response> | Response;
  let client: PersistenceClient;

  beforeEach(() => {
    asked = [];
    answer = () => Response.json(ANSWER);
    client = new PersistenceClient({
      discoveryApi: {
        getBaseUrl: async pluginId => `http://portal.test/api/${pluginId}`,
      },
      fetchApi: {
        fetch: async (...parameters) => {
          const request = new Request(...parameters);
          asked.push(
            `${request.method} ${request.url.replace('http://portal.test', '')}`,
          );
          return answer(request);
        },
      },
    });
  });

  it('asks for an entity by its parts', async () => {
    await expect(
      client.getEntityPersistence('component:default/guestbook'),
    ).resolves.toEqual(ANSWER);
    expect(asked).toEqual([
      'GET /api/persistence/entities/component/default/guestbook',
    ]);
  });

  it('asks for the same entity however its reference is capitalized', async () => {
    await client.getEntityPersistence('Component:Default/Guestbook');
    expect(asked).toEqual([
      'GET /api/persistence/entities/component/default/guestbook',
    ]);
  });

  it('fills in the default namespace, as references do', async () => {
    await client.getEntityPersistence('component:guestbook');
    expect(asked).toEqual([
      'GET /api/persistence/entities/component/default/guestbook',
    ]);
  });

  it.each(['guestbook', 'component:', 'a/b/c', ''])(
    'asks nothing for %p, which is no reference',
    async reference => {
      await expect(client.getEntityPersistence(reference)).rejects.toThrow(
        /entity reference|EntityRef|kind/i,
      );
      expect(asked).toEqual([]);
    },
  );

  it('lets no part of a reference leave its place in the path', async () => {
    await client.getEntityPersistence('component:default/..%2f?x=#y');
    expect(asked).toEqual([
      'GET /api/persistence/entities/component/default/..%252f%3Fx%3D%23y',
    ]);
  });

  it('asks for the options of a workload', async () => {
    const workload: WorkloadRef = {
      cluster: 'eu & us',
      namespace: 'demo',
      kind: 'Deployment',
      name: 'guestbook',
      uid: 'not sent',
    };
    await client.getOptions('component:default/guestbook', workload);
    expect(asked).toEqual([
      'GET /api/persistence/entities/component/default/guestbook/options' +
        '?cluster=eu+%26+us&namespace=demo&workloadKind=Deployment&workload=guestbook',
    ]);
  });

  it('throws what the backend says, with its status and name', async () => {
    answer = () =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'Not for you' },
          request: { method: 'GET', url: '/entities/component/default/x' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      );
    await expect(
      client.getEntityPersistence('component:default/x'),
    ).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'Not for you' },
    });
  });

  it('stops when its caller does', async () => {
    answer = ({ signal }) =>
      new Promise((_, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
        }
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const controller = new AbortController();
    const pending = client.getEntityPersistence('component:default/guestbook', {
      signal: controller.signal,
    });
    controller.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
