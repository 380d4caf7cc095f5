import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { ConfigReader } from '@backstage/config';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { parse, stringify } from 'yaml';
import type { Cluster, ExecSession } from './Cluster';
import type { ClusterSource } from './ClusterSource';
import { createClusterSources } from './createClusterSources';
import { eventually, type FaultyApiServer } from './testing';
import { errorOf } from './__testUtils__/errorOf';
import {
  FaultyCluster,
  SHELL_POD_SPEC,
  SOURCES,
} from './__testUtils__/FaultyCluster';

const INITIAL_EVENTS = {
  sendInitialEvents: true,
  resourceVersionMatch: 'NotOlderThan',
  allowWatchBookmarks: true,
  timeoutSeconds: 60,
};
function claim(name: string, annotations: Record<string, string> = {}) {
  return {
    metadata: { name, annotations },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      resources: { requests: { storage: '64Mi' } },
    },
  };
}

const POD = { metadata: { name: 'shell' }, spec: SHELL_POD_SPEC };

jest.setTimeout(120_000);

interface Named {
  metadata: { name: string; annotations?: Record<string, string> };
}

// Within a describe: the hooks of backend-test-utils would stop the backend before ours, and wait for ever.
describe('clusters', () => {
  let testCluster: FaultyCluster;
  let faulty: FaultyApiServer;

  beforeAll(async () => {
    testCluster = await FaultyCluster.start({
      others: ({ url }) => [
        {
          name: 'gone',
          url: 'http://127.0.0.1:9',
          authProvider: 'serviceAccount',
          serviceAccountToken: 'a-token',
        },
        { name: 'personal', url, authProvider: 'google' },
      ],
    });
    faulty = testCluster.faulty;
  });

  afterAll(() => testCluster?.stop());

  describe.each(SOURCES)('a cluster of %s', (_, create) => {
    const namespace = `a-${randomBytes(4).toString('hex')}`;
    const path = `/api/v1/namespaces/${namespace}`;
    const claims = `${path}/persistentvolumeclaims`;
    const target = { namespace, pod: 'shell', container: 'app' };
    let source: ClusterSource;
    let cluster: Cluster;

    beforeAll(async () => {
      source = await create(testCluster);
      [cluster] = await source.clusters();
      // The first call through the proxy takes long on a busy machine: it loads what proxies.
      await eventually(() => cluster.request({ path: '/version' }));
      await cluster.request({
        method: 'POST',
        path: '/api/v1/namespaces',
        body: { metadata: { name: namespace } },
      });
      if (FaultyCluster.isReal) {
        // Without it no pod may be created. The demo cluster has none.
        await eventually(() =>
          cluster.request({
            path: `${path}/serviceaccounts/default`,
          }),
        );
      }
      await cluster.request({
        method: 'POST',
        path: `${path}/pods`,
        body: POD,
      });
    });

    afterAll(async () => {
      await cluster.request({ method: 'DELETE', path });
      await source.close();
    });

    async function exec(
      command: string[],
      stdin?: string | Buffer,
    ): Promise<ExecSession> {
      const session = await eventually(() =>
        cluster.exec(target, { command, stdin: stdin !== undefined }),
      );
      if (stdin !== undefined) {
        session.stdin?.end(stdin);
      }
      return session;
    }

    it('may be written to', () => {
      expect(cluster).toMatchObject({ name: 'test', readOnly: false });
    });

    it('creates, patches, reads and deletes', async () => {
      const colours = `${claims}/colours`;
      await cluster.request({
        method: 'POST',
        path: claims,
        query: { fieldManager: 'test' },
        body: claim('colours', { sky: 'blau – 青' }),
      });
      await cluster.request({
        method: 'PATCH',
        path: colours,
        contentType: 'application/merge-patch+json',
        body: { metadata: { annotations: { grass: 'green' } } },
      });

      expect(await cluster.request({ path: colours })).toMatchObject({
        metadata: { annotations: { sky: 'blau – 青', grass: 'green' } },
      });
      await cluster.request({ method: 'DELETE', path: colours });
      const error = await eventually(() =>
        errorOf(cluster.request({ path: colours })),
      );
      expect(error).toMatchObject({
        kind: 'rejected',
        status: 404,
        reason: 'NotFound',
        cluster: 'test',
        message: `GET ${colours} at cluster 'test': persistentvolumeclaims "colours" not found (404 NotFound)`,
      });
    });

    it('tells a conflict by its status and reason', async () => {
      const error = await errorOf(
        cluster.request({
          method: 'POST',
          path: '/api/v1/namespaces',
          body: { metadata: { name: namespace } },
        }),
      );

      expect(error).toMatchObject({ status: 409, reason: 'AlreadyExists' });
    });

    it('watches: first what is there, then changes as they come', async () => {
      const names: string[] = [];
      let bookmark: Named | undefined;
      for await (const { type, object } of cluster.watch(claims, {
        query: INITIAL_EVENTS,
      })) {
        const { metadata } = object as Named;
        if (type === 'BOOKMARK') {
          bookmark = object as Named;
          await cluster.request({
            method: 'POST',
            path: claims,
            body: claim('new-one'),
          });
        } else {
          names.push(metadata.name);
        }
        if (metadata.name === 'new-one') {
          break;
        }
      }

      expect(bookmark?.metadata.annotations).toEqual({
        'k8s.io/initial-events-end': 'true',
      });
      expect(names.at(-1)).toBe('new-one');
      await cluster.request({
        method: 'DELETE',
        path: `${claims}/new-one`,
      });
    });

    it('runs a command and tells what it printed and how it ended', async () => {
      const session = await exec([
        'sh',
        '-c',
        'echo out; echo err >&2; exit 3',
      ]);

      expect(
        await Promise.all([
          text(session.stdout),
          text(session.stderr),
          session.ended,
        ]),
      ).toEqual(['out\n', 'err\n', 3]);
    });

    it('gives a command its standard input, to its end', async () => {
      const bytes = randomBytes(300_000);
      const session = await exec(
        ['sh', '-c', 'cat > /tmp/bytes; sha256sum < /tmp/bytes'],
        bytes,
      );
      session.stderr.resume();

      expect(await text(session.stdout)).toContain(
        createHash('sha256').update(bytes).digest('hex'),
      );
      expect(await session.ended).toBe(0);
    });

    it('prints megabytes completely although they are read late', async () => {
      const session = await exec(['seq', '1', '740000']);
      session.stderr.resume();
      await cluster.request({ path: '/version' });
      const printed = await buffer(session.stdout);

      expect(printed.length).toBe(5_068_895);
      expect(printed.toString('utf8').split('\n').at(-2)).toBe('740000');
      expect(await session.ended).toBe(0);
    });

    it('says why a command cannot run', async () => {
      const error = await errorOf(
        cluster.exec({ ...target, pod: 'missing' }, { command: ['true'] }),
      );

      expect(error).toMatchObject({
        kind: 'rejected',
        status: 404,
        message: expect.stringContaining('pods "missing" not found'),
      });
    });

    it('ends a command at its deadline', async () => {
      const session = await eventually(() =>
        cluster.exec(target, { command: ['sleep', '60'], deadlineMs: 500 }),
      );

      expect(await errorOf(session.ended)).toMatchObject({ kind: 'timeout' });
      await expect(text(session.stdout)).rejects.toThrow(
        'it did not end within 500 ms',
      );
    });
  });

  describe('the source kubeconfig', () => {
    it('needs two connections for any number of calls, and leaves none', async () => {
      const source = await testCluster.createKubeconfigSource();
      const [cluster] = await source.clusters();
      const before = faulty.connectionCount;
      const openBefore = faulty.openConnections;
      for (let call = 0; call < 300; call += 1) {
        await cluster.request({ path: '/version' });
      }

      expect(faulty.connectionCount - before).toBeLessThanOrEqual(2);
      await source.close();
      await eventually(() =>
        expect(faulty.openConnections).toBeLessThanOrEqual(openBefore),
      );
    });
  });

  it('a cluster for whose certificate nobody vouches is unreachable', async () => {
    const config = parse(await readFile(testCluster.kubeconfig, 'utf8'));
    delete config.clusters[0].cluster['certificate-authority-data'];
    delete config.clusters[0].cluster['certificate-authority'];
    const file = join(testCluster.folder, 'untrusted');
    await writeFile(file, stringify(config));
    const source = testCluster.createSource({
      clusters: [{ name: 'untrusted', kubeconfig: file }],
    });
    const [cluster] = await source.clusters();
    const target = { namespace: 'default', pod: 'any', container: 'any' };

    for (const call of [
      () => cluster.request({ path: '/version' }),
      () => cluster.exec(target, { command: ['true'] }),
    ]) {
      expect(await errorOf(call())).toMatchObject({
        kind: 'unreachable',
        message: expect.stringMatching(/certificate/),
      });
    }
    await source.close();
  });

  it('a cluster behind an HTTP proxy is called, watched and entered through it', async () => {
    const connects: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, client, head) => {
      connects.push(request.url ?? '');
      const { hostname, port } = new URL(`http://${request.url}`);
      const server = connect(Number(port), hostname, () => {
        client.write('HTTP/1.1 200 Connected\r\n\r\n');
        server.write(head);
        server.pipe(client);
        client.pipe(server);
      });
      client.on('close', () => server.destroy());
      server.on('close', () => client.destroy());
      client.on('error', () => server.destroy());
      server.on('error', () => client.destroy());
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    const config = parse(await readFile(testCluster.kubeconfig, 'utf8'));
    config.clusters[0].cluster['proxy-url'] = `http://127.0.0.1:${port}`;
    const file = join(testCluster.folder, 'proxied');
    await writeFile(file, stringify(config));
    const source = testCluster.createSource({
      clusters: [{ name: 'proxied', kubeconfig: file }],
    });
    const [cluster] = await source.clusters();

    expect(await cluster.request({ path: '/version' })).toHaveProperty(
      'gitVersion',
    );
    for await (const event of cluster.watch('/api/v1/namespaces', {
      query: INITIAL_EVENTS,
    })) {
      expect(event.type).toBe('ADDED');
      break;
    }
    expect(
      await errorOf(
        cluster.exec(
          { namespace: 'default', pod: 'missing', container: 'app' },
          { command: ['true'] },
        ),
      ),
    ).toMatchObject({ kind: 'rejected', status: 404 });
    // One for the call, one for the watch, one for the command.
    expect(connects).toHaveLength(3);
    await source.close();
    proxy.close();
    await once(proxy, 'close');
  });

  describe('the source Kubernetes plugin', () => {
    const target = { namespace: 'default', pod: 'any', container: 'any' };
    let source: ClusterSource;
    let clusters: Record<string, Cluster>;

    beforeAll(async () => {
      source = testCluster.createSource({});
      clusters = Object.fromEntries(
        (await source.clusters()).map(cluster => [cluster.name, cluster]),
      );
    });

    afterAll(() => source.close());

    it('has all clusters of the plugin, and says that they are only read', () => {
      expect(
        Object.values(clusters).map(({ name, readOnly, resumesWatches }) => [
          name,
          readOnly,
          resumesWatches,
        ]),
      ).toEqual([
        ['test', true, false],
        ['gone', true, false],
        ['personal', true, false],
      ]);
    });

    it('keeps clusters that did not change', async () => {
      expect(await source.clusters()).toEqual(Object.values(clusters));
      for (const cluster of await source.clusters()) {
        expect(cluster).toBe(clusters[cluster.name]);
      }
    });

    it('reads', async () => {
      expect(
        await clusters.test.request({ path: '/api/v1/namespaces/default' }),
      ).toMatchObject({ metadata: { name: 'default' } });
    });

    it('refuses every write before anything is sent', async () => {
      faulty.forget();
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        const error = await errorOf(
          clusters.test.request({
            method,
            path: '/api/v1/namespaces',
            query: { dryRun: 'All' },
          }),
        );
        expect(error).toMatchObject({
          kind: 'rejected',
          status: 403,
          reason: 'ReadOnly',
          message: expect.stringContaining('persistence.clusters'),
        });
      }
      expect(
        await errorOf(clusters.test.exec(target, { command: ['true'] })),
      ).toMatchObject({ reason: 'ReadOnly' });
      expect(faulty.requests).toEqual([]);
    });

    it('says that a cluster is not reached, without the secrets of the plugin', async () => {
      const error = await errorOf(clusters.gone.request({ path: '/version' }));

      expect(error).toMatchObject({ kind: 'unreachable', cluster: 'gone' });
      expect(error.message).toMatch(/does not reach it.*ECONNREFUSED/);
      expect(error.message).not.toContain('a-token');
    });

    it('says what to do about a cluster that wants the token of a user', async () => {
      const watch = clusters.personal.watch('/api/v1/pods');
      for (const call of [
        () => clusters.personal.request({ path: '/version' }),
        () => watch[Symbol.asyncIterator]().next(),
        () => clusters.personal.exec(target, { command: ['true'] }),
      ]) {
        expect(await errorOf(call())).toMatchObject({
          kind: 'rejected',
          status: 401,
          reason: 'UserTokenRequired',
          message: expect.stringMatching(
            /'personal'.*'google'.*token of a user.*persistence\.clusters/,
          ),
        });
      }
    });

    it('gives up on a cluster that accepts and never answers', async () => {
      const heal = faulty.fail('/version', { kind: 'silent' });
      const error = await errorOf(
        clusters.test.request({ path: '/version', deadlineMs: 300 }),
      );

      expect(error).toMatchObject({ kind: 'timeout' });
      heal();
    });

    it('needs the plugin', async () => {
      const alone = await startTestBackend({
        features: [mockServices.rootConfig.factory({ data: {} })],
      });
      const [lonely] = createClusterSources({
        config: new ConfigReader({}),
        auth: testCluster.backend.auth,
        discovery: mockServices.discovery.mock({
          getBaseUrl: async id =>
            `http://localhost:${alone.server.port()}/api/${id}`,
        }),
        logger: mockServices.logger.mock(),
      });

      await expect(lonely.clusters()).rejects.toThrow(
        /The Kubernetes plugin is not there.*plugin-kubernetes-backend.*persistence\.clusters/,
      );
      await alone.stop();
    });
  });
});
