import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoCluster, EXAMPLE_VERDICTS, lookAt, Portal } from './__testUtils__';

// Portals start and stop in hooks and tests, which takes a while where other tests run beside these.
jest.setTimeout(240_000);

describe('The portal against a cluster of the Kubernetes plugin (app-config.kubernetes.yaml)', () => {
  let cluster: DemoCluster;
  let state: string;
  let portal: Portal;
  let token: string;

  beforeAll(async () => {
    cluster = await DemoCluster.start();
    state = await mkdtemp(join(tmpdir(), 'portal-'));
    portal = await Portal.start({
      configs: ['app-config.kubernetes.yaml'],
      environment: {
        NODE_ENV: 'development',
        PORTAL_STATE: state,
        KUBERNETES_NAME: 'home',
        KUBERNETES_URL: cluster.url,
        KUBERNETES_TOKEN: await readFile(join(cluster.state, 'token'), 'utf8'),
        KUBERNETES_CA_FILE: join(cluster.state, 'ca.crt'),
      },
    });
    token = await portal.signInAsGuest();
  });

  afterAll(async () => {
    await portal?.stop();
    await cluster?.stop();
    await rm(state, { recursive: true, force: true });
  });

  it.each(Object.entries(EXAMPLE_VERDICTS))(
    'says through its proxy what becomes of the data of %s',
    async (name, verdicts) => {
      const { workloads } = await lookAt(portal, { name, token });

      expect(workloads.map(({ verdict }) => verdict)).toEqual(verdicts);
      expect(workloads.map(({ workload }) => workload.cluster)).toEqual(
        verdicts.map(() => 'home'),
      );
    },
  );

  it('only reads there', async () => {
    const { clusters } = await lookAt(portal, { name: 'guestbook', token });

    expect(clusters).toEqual([
      expect.objectContaining({ name: 'home', state: 'read-only' }),
    ]);
  });
});
