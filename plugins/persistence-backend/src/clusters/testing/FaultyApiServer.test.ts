import { TestServer } from '../__testUtils__/TestServer';
import { errorOf } from '../__testUtils__/errorOf';
import { FixedAccess } from '../access/FixedAccess';
import type { WatchEvent } from '../Cluster';
import { DefaultCluster } from '../DefaultCluster';
import { eventually } from './eventually';
import { FaultyApiServer } from './FaultyApiServer';

const PODS = '/api/v1/pods';
const EVENT = '{"type":"ADDED","object":{}}\n';

let api: TestServer;
let faulty: FaultyApiServer;
let cluster: DefaultCluster;

beforeEach(async () => {
  api = await TestServer.start(({ url }, response) => {
    if (url?.includes('watch=')) {
      response.write(EVENT);
    } else {
      response.end('{"real":true}');
    }
  });
  faulty = await FaultyApiServer.start({
    target: {
      server: api.url,
      headers: { authorization: 'Bearer real' },
      tls: {},
    },
  });
  cluster = DefaultCluster.create({
    name: 'c1',
    access: FixedAccess.create({ server: faulty.url }),
  });
});

afterEach(async () => {
  await cluster.close();
  await faulty.stop();
  await api.stop();
});

function get(path = PODS, deadlineMs = 5_000) {
  return cluster.request({ path, deadlineMs });
}

async function watching(path = PODS): Promise<AsyncIterator<WatchEvent>> {
  const watch = cluster.watch(path)[Symbol.asyncIterator]();
  await watch.next();
  return watch;
}

describe('the API server that makes trouble', () => {
  it('passes requests on with the credentials of the real one, and counts them', async () => {
    expect(await get(`${PODS}?limit=1`)).toEqual({ real: true });
    expect(api.requests).toMatchObject([
      { url: `${PODS}?limit=1`, headers: { authorization: 'Bearer real' } },
    ]);
    expect(faulty.requests).toMatchObject([
      { method: 'GET', path: PODS, watch: false },
    ]);
  });

  it('forbids a path until it is told otherwise', async () => {
    const allow = faulty.forbid(PODS);
    expect(await errorOf(get())).toMatchObject({
      status: 403,
      reason: 'Forbidden',
    });
    expect(await get('/api/v1/nodes')).toEqual({ real: true });
    allow();

    expect(await get()).toEqual({ real: true });
  });

  it('fails as often as it is told', async () => {
    faulty.fail(/pods$/, { kind: 'status', status: 429 }, { times: 1 });

    expect(await errorOf(get())).toMatchObject({ status: 429 });
    expect(await get()).toEqual({ real: true });
  });

  it('fails watches only', async () => {
    faulty.fail(PODS, { kind: 'status', status: 410 }, { watch: true });

    expect(await get()).toEqual({ real: true });
    expect(await errorOf(watching())).toMatchObject({
      status: 410,
      reason: 'Expired',
    });
  });

  it('accepts and never answers', async () => {
    faulty.fail(undefined, { kind: 'silent' });

    expect(await errorOf(get(PODS, 50))).toMatchObject({ kind: 'timeout' });
  });

  it('answers late', async () => {
    faulty.fail(undefined, { kind: 'slow', ms: 30 });

    expect(await errorOf(get(PODS, 10))).toMatchObject({ kind: 'timeout' });
    expect(await get()).toEqual({ real: true });
  });

  it('breaks connections', async () => {
    faulty.fail(undefined, { kind: 'broken' });

    expect(await errorOf(get())).toMatchObject({ kind: 'unreachable' });
  });

  it('cuts watches in the middle of a line', async () => {
    const pods = await watching();
    const nodes = await watching('/api/v1/nodes');
    expect(faulty.openWatches).toBe(2);
    faulty.cutWatches(PODS);

    expect(await errorOf(pods.next())).toMatchObject({ kind: 'unreachable' });
    await eventually(() => expect(faulty.openWatches).toBe(1));
    await nodes.return?.();
  });

  it('ends watches, with an error or without', async () => {
    const first = await watching();
    faulty.failWatches({ kind: 'status', status: 410 });
    const second = await watching();
    faulty.endWatches();

    expect(await first.next()).toMatchObject({
      value: { type: 'ERROR', object: { code: 410, reason: 'Expired' } },
    });
    expect(await second.next()).toMatchObject({ done: true });
  });

  it('is restarted at the same address', async () => {
    const watch = await watching();
    await faulty.stop();
    expect(await errorOf(watch.next())).toMatchObject({ kind: 'unreachable' });
    expect(await errorOf(get())).toMatchObject({ kind: 'unreachable' });
    await faulty.start();

    expect(await get()).toEqual({ real: true });
  });
});
