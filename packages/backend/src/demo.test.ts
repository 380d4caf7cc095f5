import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Entity } from '@backstage/catalog-model';
import { stringifyEntityRef } from '@backstage/catalog-model';
import {
  DemoCluster,
  EXAMPLE_VERDICTS,
  Portal,
  eventually,
  lookAt,
  readExamples,
} from './__testUtils__';

// Portals start and stop in hooks and tests, which takes a while where other tests run beside these.
jest.setTimeout(240_000);

describe('The demo portal (app-config.yaml)', () => {
  let cluster: DemoCluster;
  let state: string;
  let portal: Portal;

  function start() {
    return Portal.start({
      configs: ['app-config.yaml'],
      environment: {
        NODE_ENV: 'development',
        PORTAL_STATE: join(state, 'portal'),
        DEMO_CLUSTER_URL: cluster.url,
        DEMO_CLUSTER_STATE: cluster.state,
      },
    });
  }

  beforeAll(async () => {
    state = await mkdtemp(join(tmpdir(), 'portal-'));
    cluster = await DemoCluster.start();
    portal = await start();
  });

  afterAll(async () => {
    await portal?.stop();
    await cluster?.stop();
    await rm(state, { recursive: true, force: true });
  });

  it('keeps its databases in files', async () => {
    expect(await readdir(join(state, 'portal'))).toEqual(
      expect.arrayContaining(['catalog.sqlite', 'user-settings.sqlite']),
    );
  });

  it('lets nobody into the catalog without signing in', async () => {
    const { status } = await portal.request('/api/catalog/entities');

    expect(status).toBe(401);
  });

  it('holds every example entity, owned by a group that exists', async () => {
    const token = await portal.signInAsGuest();
    const examples = readExamples('catalog').map(({ kind, metadata }) =>
      stringifyEntityRef({ kind, ...metadata }),
    );

    const entities = await eventually(async () => {
      const { body } = await portal.request('/api/catalog/entities', { token });
      const found = body as Entity[];
      expect(found.map(entity => stringifyEntityRef(entity))).toEqual(
        expect.arrayContaining(examples),
      );
      return found;
    });

    const owners = entities
      .filter(({ kind }) => ['Component', 'Domain', 'System'].includes(kind))
      .map(
        ({ relations }) =>
          relations?.find(({ type }) => type === 'ownedBy')?.targetRef,
      );
    expect(owners).not.toHaveLength(0);
    expect(examples).toEqual(expect.arrayContaining(owners));
  });

  it('offers the demo cluster to the Kubernetes plugin', async () => {
    const { body } = await portal.request('/api/kubernetes/clusters', {
      token: await portal.signInAsGuest(),
    });

    expect(body).toEqual({
      items: [expect.objectContaining({ name: 'demo' })],
    });
  });

  it.each(Object.entries(EXAMPLE_VERDICTS))(
    'says what becomes of the data of %s at the next redeploy',
    async (name, verdicts) => {
      const { workloads, clusters } = await lookAt(portal, {
        name,
        token: await portal.signInAsGuest(),
      });

      expect(workloads.map(({ verdict }) => verdict)).toEqual(verdicts);
      expect(clusters).toEqual([
        expect.objectContaining({ name: 'demo', state: 'ok' }),
      ]);
    },
  );

  it('tells nobody of them who has not signed in', async () => {
    const { status, body } = await portal.request(
      '/api/persistence/entities/component/default/orders',
    );

    expect(status).toBe(401);
    expect(JSON.stringify(body)).not.toContain('orders-data');
  });

  it('keeps its state over a restart', async () => {
    const path = '/api/user-settings/buckets/test/keys/colour';
    const value = { value: 'green' };
    const set = await portal.request(path, {
      method: 'PUT',
      token: await portal.signInAsGuest(),
      body: value,
    });
    expect(set.status).toBe(200);

    await portal.stop();
    portal = await start();

    const { body } = await portal.request(path, {
      token: await portal.signInAsGuest(),
    });
    expect(body).toEqual(expect.objectContaining(value));
  });
});
