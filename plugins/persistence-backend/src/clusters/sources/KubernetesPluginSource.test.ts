import { mockServices } from '@backstage/backend-test-utils';
import { TestServer } from '../__testUtils__/TestServer';
import { errorOf } from '../__testUtils__/errorOf';
import type { Cluster } from '../Cluster';
import { KubernetesPluginSource } from './KubernetesPluginSource';

let plugin: TestServer;
let source: KubernetesPluginSource;
let answer: { status: number; body: unknown };

function tell(...items: object[]): void {
  answer = { status: 200, body: { items } };
}

function names(clusters: Cluster[]): string[] {
  return clusters.map(({ name }) => name);
}

beforeEach(async () => {
  tell();
  plugin = await TestServer.start(({ url }, response) => {
    const { status, body } = url?.endsWith('/clusters')
      ? answer
      : { status: 200, body: { ok: true } };
    response.writeHead(status);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  source = KubernetesPluginSource.create({
    auth: mockServices.auth({ pluginId: 'persistence' }),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async id => `${plugin.url}/api/${id}`,
    }),
    writes: true,
  });
});

afterEach(async () => {
  await source.close();
  await plugin.stop();
});

describe('the clusters of the Kubernetes plugin', () => {
  it('are asked for as our plugin', async () => {
    tell({ name: 'a', authProvider: 'serviceAccount' });

    expect(names(await source.clusters())).toEqual(['a']);
    expect(plugin.requests).toMatchObject([
      {
        method: 'GET',
        url: '/api/kubernetes/clusters',
        headers: {
          authorization: expect.stringMatching(
            /^Bearer mock-service-token:.*persistence.*kubernetes/,
          ),
        },
      },
    ]);
  });

  it('are called through its proxy', async () => {
    tell({ name: 'a', authProvider: 'serviceAccount' });
    const [cluster] = await source.clusters();
    await cluster.request({ path: '/api/v1/pods', query: { limit: 1 } });

    expect(plugin.requests[1]).toMatchObject({
      url: '/api/kubernetes/proxy/api/v1/pods?limit=1',
      headers: {
        'backstage-kubernetes-cluster': 'a',
        authorization: expect.stringMatching(/^Bearer mock-service-token:/),
      },
    });
  });

  it('come and go: who stays is the same, who went is closed', async () => {
    tell({ name: 'a' }, { name: 'b' });
    const [a, b] = await source.clusters();
    tell({ name: 'c' }, { name: 'a' });
    const later = await source.clusters();

    expect(names(later)).toEqual(['c', 'a']);
    expect(later[1]).toBe(a);
    expect(await errorOf(b.request({ path: '/x' }))).toMatchObject({
      kind: 'aborted',
    });
    expect(await a.request({ path: '/x' })).toEqual({ ok: true });
  });

  it('are new when their auth provider is another one', async () => {
    tell({ name: 'a', authProvider: 'google' });
    const [before] = await source.clusters();
    tell({ name: 'a', authProvider: 'serviceAccount' });
    const [after] = await source.clusters();

    expect(await errorOf(before.request({ path: '/x' }))).toMatchObject({
      reason: 'UserTokenRequired',
    });
    expect(await after.request({ path: '/x' })).toEqual({ ok: true });
  });

  it('are told once where the plugin tells a name twice', async () => {
    tell({ name: 'a' }, { name: 'a' });

    expect(names(await source.clusters())).toEqual(['a']);
  });

  it('stay usable while the plugin does not tell them', async () => {
    tell({ name: 'a' });
    const [cluster] = await source.clusters();
    answer = { status: 500, body: {} };

    await expect(source.clusters()).rejects.toThrow('answers 500');
    expect(await cluster.request({ path: '/x' })).toEqual({ ok: true });
  });

  it('are closed with their source', async () => {
    tell({ name: 'a' });
    const [cluster] = await source.clusters();
    await source.close();

    expect(await errorOf(cluster.request({ path: '/x' }))).toMatchObject({
      kind: 'aborted',
    });
  });

  it.each([
    [404, {}, 'NotFoundError', /is not there.*Install/],
    [401, {}, 'NotAllowedError', /refuses to tell its clusters \(401\)/],
    [403, {}, 'NotAllowedError', /refuses to tell its clusters \(403\)/],
    [302, '', 'ServiceUnavailableError', /answers 302/],
    [503, {}, 'ServiceUnavailableError', /answers 503/],
    [200, '<html>', 'ServiceUnavailableError', /answers something else/],
    [200, { items: [{}] }, 'ServiceUnavailableError', /something else/],
    [200, [], 'ServiceUnavailableError', /something else/],
  ])(
    'are an error when it answers %s %j',
    async (status, body, name, message) => {
      answer = { status, body };
      const error = await source.clusters().catch(reason => reason);

      expect(error).toMatchObject({
        name,
        message: expect.stringMatching(message),
      });
      expect(error.message).toContain('persistence.clusters');
      expect(error.message).not.toContain('mock-service-token');
    },
  );

  it('are an error when nobody is there', async () => {
    await plugin.stop();

    await expect(source.clusters()).rejects.toThrow(
      /The Kubernetes plugin does not answer at/,
    );
  });
});
