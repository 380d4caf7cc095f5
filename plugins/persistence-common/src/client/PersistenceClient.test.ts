import type {
  EntityPersistence,
  Operation,
  Plan,
  Target,
  WorkloadRef,
} from '../types';
import { PersistenceClient } from './PersistenceClient';

const ANSWER: EntityPersistence = {
  entityRef: 'component:default/guestbook',
  lookup: { state: 'no-workload', labelSelector: 'app=guestbook' },
  workloads: [],
  shelf: [],
  clusters: [],
  operations: [],
};

const TARGET: Target = {
  workload: {
    cluster: 'eu',
    namespace: 'demo',
    kind: 'Deployment',
    name: 'guestbook',
  },
};
const PLAN: Plan = {
  id: 'plan-1',
  fingerprint: 'as it was',
  entityRef: 'component:default/guestbook',
  target: TARGET,
  intent: { kind: 'redeploy' },
  steps: [],
  consequences: [],
  warnings: [],
  blockers: [],
  downtime: { now: 'none', later: { code: 'X', params: {}, text: 'X.' } },
  dataAtRisk: { window: 'none', why: { code: 'X', params: {}, text: 'X.' } },
  changes: [],
};
const OPERATION: Operation = {
  id: 'operation-1',
  entityRef: PLAN.entityRef,
  target: TARGET,
  intent: PLAN.intent,
  plan: PLAN,
  state: 'queued',
  steps: [],
  actor: { type: 'user', ref: 'user:default/anna' },
  createdAt: '2026-01-01T00:00:00Z',
  undoable: false,
};

describe('PersistenceClient', () => {
  let asked: string[];
  let bodies: { type: string | null; body: string }[];
  let answer: (request: Request) => Promise<Response> | Response;
  let client: PersistenceClient;

  beforeEach(() => {
    asked = [];
    bodies = [];
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
          if (request.method === 'POST') {
            bodies.push({
              type: request.headers.get('content-type'),
              body: await request.clone().text(),
            });
          }
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

  it('has something planned', async () => {
    answer = () => Response.json(PLAN);
    await expect(
      client.createPlan('Component:Default/Guestbook', {
        target: TARGET,
        intent: { kind: 'attach', path: '/data' },
      }),
    ).resolves.toEqual(PLAN);
    expect(asked).toEqual([
      'POST /api/persistence/entities/component/default/guestbook/plans',
    ]);
    expect(bodies).toEqual([
      {
        type: 'application/json',
        body: JSON.stringify({
          target: TARGET,
          intent: { kind: 'attach', path: '/data' },
        }),
      },
    ]);
  });

  it('has a plan carried out, and sends of it what it takes', async () => {
    answer = () => Response.json(OPERATION, { status: 202 });
    await expect(
      client.startOperation('component:default/guestbook', PLAN),
    ).resolves.toEqual(OPERATION);
    expect(asked).toEqual([
      'POST /api/persistence/entities/component/default/guestbook/operations',
    ]);
    expect(bodies.map(({ body }) => JSON.parse(body))).toEqual([
      {
        target: TARGET,
        intent: PLAN.intent,
        planId: 'plan-1',
        fingerprint: 'as it was',
      },
    ]);
  });

  it.each([
    [undefined, ''],
    [{}, ''],
    [{ limit: 5 }, 'limit=5'],
    [{ cursor: 'a b&c' }, 'cursor=a+b%26c'],
    [{ limit: 5, cursor: 'x' }, 'limit=5&cursor=x'],
  ])('asks for the page %j of the history', async (page, query) => {
    answer = () => Response.json({ items: [OPERATION], nextCursor: 'next' });
    await expect(
      client.listOperations('component:default/guestbook', page),
    ).resolves.toEqual({ items: [OPERATION], nextCursor: 'next' });
    expect(asked).toEqual([
      `GET /api/persistence/entities/component/default/guestbook/operations${query && `?${query}`}`,
    ]);
  });

  it.each([
    ['getOperation', 'GET /api/persistence/operations/a%2Fb'],
    ['undoOperation', 'POST /api/persistence/operations/a%2Fb/undo'],
    ['cancelOperation', 'POST /api/persistence/operations/a%2Fb/cancel'],
  ] as const)('asks for one operation: %s', async (method, route) => {
    answer = () => Response.json(OPERATION);
    await expect(client[method]('a/b')).resolves.toEqual(OPERATION);
    expect(asked).toEqual([route]);
    // They need no body
    expect(bodies.filter(({ body }) => body !== '')).toEqual([]);
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

  it.each<[string, (signal: AbortSignal) => Promise<unknown>]>([
    [
      'an entity',
      signal => client.getEntityPersistence('component:default/x', { signal }),
    ],
    [
      'a plan',
      signal =>
        client.createPlan(
          'component:default/x',
          { target: TARGET, intent: { kind: 'redeploy' } },
          { signal },
        ),
    ],
    [
      'an operation',
      signal => client.startOperation('component:default/x', PLAN, { signal }),
    ],
    [
      'a history',
      signal => client.listOperations('component:default/x', {}, { signal }),
    ],
    ['its state', signal => client.getOperation('x', { signal })],
    ['an undo', signal => client.undoOperation('x', { signal })],
    ['a cancellation', signal => client.cancelOperation('x', { signal })],
  ])('stops asking for %s when its caller does', async (_, ask) => {
    answer = ({ signal }) =>
      new Promise((__, reject) => {
        if (signal.aborted) {
          reject(signal.reason);
        }
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    const controller = new AbortController();
    const pending = ask(controller.signal);
    controller.abort();
    await expect(pending).rejects.toMatchObject({ name: 'AbortError' });
  });
});
