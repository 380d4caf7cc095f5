import { FaultyApiServer } from '../src/clusters/testing';
import type {
  ClusterState,
  EntityPersistence,
} from 'backstage-plugin-persistence-common';
import { accessThrough, toClusterAccess, type Access } from './support/Access';
import { createNamespace, kubernetes } from './support/cluster';
import { environment } from './support/environment';
import { claim, component, deployment } from './support/objects';
import { Portal, SOURCES } from './support/Portal';
import { createPortalAccess } from './support/portalAccess';

const NAME = 'everywhere';
/** Cluster-wide objects that some portals may not read. */
const VOLUMES = ['persistentvolumes', 'storageclasses'];
const EVERYTHING = [
  ...VOLUMES,
  ...['pods', 'persistentvolumeclaims', 'events', 'deployments', 'replicasets'],
  ...['statefulsets', 'daemonsets', 'jobs', 'cronjobs'],
  'horizontalpodautoscalers',
];
const LOOKS = 100;

let healthy: Access;
let withoutVolumes: Access;
let forbidden: Access;
let down: Access;
let silent: Access;
const inFront: FaultyApiServer[] = [];

async function standInFrontOf(access: Access): Promise<FaultyApiServer> {
  const apiServer = await FaultyApiServer.start({
    target: toClusterAccess(access),
  });
  inFront.push(apiServer);
  return apiServer;
}

/** A portal's rights without some resources: by a role where the cluster knows roles, else by somebody in front of it. */
async function createAccessWithout(
  resources: string[],
  account: { namespace: string; name: string },
): Promise<Access> {
  const access = await createPortalAccess({ ...account, without: resources });
  if (environment.kind === 'real') {
    return access;
  }
  const apiServer = await standInFrontOf(access);
  apiServer.forbid(new RegExp(`/(?:${resources.join('|')})$`));
  return accessThrough(apiServer);
}

beforeAll(async () => {
  const namespace = await createNamespace();
  await kubernetes.apply([
    claim({ namespace, name: 'data', owner: NAME }),
    deployment({ namespace, name: NAME, claimName: 'data' }),
  ]);
  healthy = await createPortalAccess({ namespace, name: 'healthy' });
  withoutVolumes = await createAccessWithout(VOLUMES, {
    namespace,
    name: 'few-rights',
  });
  forbidden = await createAccessWithout(EVERYTHING, {
    namespace,
    name: 'no-rights',
  });
  const mute = await standInFrontOf(healthy);
  mute.fail(undefined, { kind: 'silent' });
  silent = accessThrough(mute);
  const gone = await standInFrontOf(healthy);
  await gone.stop();
  down = accessThrough(gone);
});

afterAll(() => Promise.all(inFront.map(apiServer => apiServer.stop())));

describe.each(SOURCES)('several clusters by the source %s', source => {
  const good: ClusterState = source === 'kubeconfig' ? 'ok' : 'read-only';
  let alone: Portal;
  let portal: Portal;

  beforeAll(async () => {
    const entities = [component(NAME)];
    alone = await Portal.start({
      source,
      clusters: [{ name: 'healthy', access: healthy }],
      entities,
    });
    portal = await Portal.start({
      source,
      clusters: [
        { name: 'down', access: down },
        { name: 'silent', access: silent },
        { name: 'forbidden', access: forbidden },
        { name: 'few-rights', access: withoutVolumes },
        { name: 'healthy', access: healthy },
      ],
      entities,
    });
  });

  const rowOf = (answer: EntityPersistence, name: string) =>
    answer.clusters.find(cluster => cluster.name === name);
  const workloadIn = (answer: EntityPersistence, name: string) =>
    answer.workloads.find(({ workload }) => workload.cluster === name);
  const untilAttached = (some: Portal, cluster: string) =>
    some.until(NAME, answer =>
      expect(workloadIn(answer, cluster)?.mounts.at(0)?.claim?.state).toBe(
        'attached',
      ),
    );
  const untilState = (cluster: string, state: ClusterState) =>
    portal.until(NAME, answer =>
      expect(rowOf(answer, cluster)?.state).toBe(state),
    );

  it('the healthy one is there before the others were given up', async () => {
    await untilAttached(portal, 'healthy');
    const answer = await untilState('healthy', good);

    expect(workloadIn(answer, 'healthy')?.verdict).toBe('persistent');
    expect(rowOf(answer, 'silent')?.state).toBe('syncing');
  });

  it('one that is down says so', async () => {
    const answer = await untilState('down', 'unreachable');

    expect(rowOf(answer, 'down')?.message).toEqual(expect.any(String));
    expect(workloadIn(answer, 'down')).toBeUndefined();
  });

  it('one that takes connections and never answers says so', async () => {
    const answer = await untilState('silent', 'unreachable');

    expect(rowOf(answer, 'silent')?.message).toEqual(expect.any(String));
  });

  it('one that forbids everything says what to allow', async () => {
    const answer = await untilState('forbidden', 'forbidden');
    const message = rowOf(answer, 'forbidden')?.message ?? '';

    expect(message).toContain('persistentvolumeclaims');
    expect(message).toContain('deployments');
    expect(message).toMatch(/ClusterRole/);
  });

  it('one that hides volumes and classes says so, and everything else is known', async () => {
    await untilState('few-rights', 'forbidden');
    const answer = await untilAttached(portal, 'few-rights');
    const message = rowOf(answer, 'few-rights')?.message ?? '';

    for (const resource of VOLUMES) {
      expect(message).toContain(resource);
    }
    expect(message).not.toContain('persistentvolumeclaims');
    expect(workloadIn(answer, 'few-rights')).toMatchObject({
      verdict: 'persistent',
      rollout: { state: 'complete' },
    });
    expect(
      workloadIn(answer, 'few-rights')?.mounts.at(0)?.claim,
    ).not.toHaveProperty('reclaimPolicy');
  });

  it('no row tells a secret', async () => {
    const text = JSON.stringify(await portal.look(NAME));

    expect(healthy.token).toMatch(/.{10}/);
    expect(text).not.toContain(healthy.token);
    expect(text).not.toMatch(/bearer/i);
  });

  it('the healthy one is answered as if it were alone, and as fast', async () => {
    const settled = await untilAttached(portal, 'healthy');
    const reference = await untilAttached(alone, 'healthy');
    expect(workloadIn(settled, 'healthy')).toEqual(
      workloadIn(reference, 'healthy'),
    );

    const lookTogether = () => portal.look(NAME);
    const lookAlone = () => alone.look(NAME);
    const times = { together: [] as number[], alone: [] as number[] };
    for (let look = 0; look < LOOKS; look += 1) {
      times.together.push(await timeOf(lookTogether));
      times.alone.push(await timeOf(lookAlone));
    }
    // Two and a half times as many workloads are assessed; waiting for a cluster would cost seconds.
    expect(medianOf(times.together)).toBeLessThan(
      5 * medianOf(times.alone) + 20,
    );
  });
});

async function timeOf(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}

function medianOf(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
