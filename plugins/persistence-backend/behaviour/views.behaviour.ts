import { AuditLog, FaultyApiServer } from '../src/clusters/testing';
import { accessThrough, toClusterAccess } from './support/Access';
import {
  createNamespace,
  kubernetes,
  removeAfterwards,
} from './support/cluster';
import { environment } from './support/environment';
import {
  readExampleComponents,
  readExampleManifests,
} from './support/examples';
import { Portal, SOURCES } from './support/Portal';
import { createPortalAccess, type PortalAccess } from './support/portalAccess';

const VIEWS = 300;

/**
 * What goes on whether somebody looks or not: whether the cluster still answers, and the events of namespaces in which another suite's pods
 * are starting or going.
 */
const BESIDE_VIEWS =
  /^\/version$|^\/api\/v1\/namespaces\/persistence-[^/]+\/events/;

const components = readExampleComponents();
const names = components.map(({ metadata }) => metadata.name);
let access: PortalAccess;

beforeAll(async () => {
  removeAfterwards(...(await kubernetes.apply(readExampleManifests())));
  access = await createPortalAccess({
    namespace: await createNamespace(),
    name: 'portal',
  });
});

describe.each(SOURCES)(`${VIEWS} views by the source %s`, source => {
  let apiServer: FaultyApiServer;
  let portal: Portal;

  beforeAll(async () => {
    apiServer = await FaultyApiServer.start({
      target: toClusterAccess(access),
    });
    portal = await Portal.start({
      source,
      clusters: [{ name: 'behaviour', access: accessThrough(apiServer) }],
      entities: components,
    });
    await Promise.all(
      names.map(name =>
        portal.until(name, ({ workloads, clusters }) => {
          expect(clusters.map(({ state }) => state)).toEqual([
            source === 'kubeconfig' ? 'ok' : 'read-only',
          ]);
          expect(workloads.length).toBeGreaterThan(0);
          // Until then the events of its namespace are watched
          expect(workloads.map(({ rollout }) => rollout.state)).toEqual(
            workloads.map(() => 'complete'),
          );
          expect(workloads.flatMap(({ events }) => events)).toEqual([]);
        }),
      ),
    );
  });

  afterAll(() => apiServer?.stop());

  it('ask the API server for nothing', async () => {
    expect(apiServer.requests).not.toEqual([]);
    apiServer.forget();
    const auditLog = environment.auditLog
      ? AuditLog.open(environment.auditLog)
      : undefined;

    const lookAtAll = () => Promise.all(names.map(name => portal.look(name)));
    for (let views = 0; views < VIEWS; views += names.length) {
      await lookAtAll();
    }

    const paths = [
      ...apiServer.requests.map(({ path }) => path),
      ...(auditLog?.requestsOf(access.user ?? '') ?? []).map(
        ({ requestURI }) => requestURI,
      ),
    ];
    expect(paths.filter(path => !BESIDE_VIEWS.test(path))).toEqual([]);
  });
});

if (environment.auditLog) {
  it('would be in the audit log if they asked', async () => {
    const auditLog = AuditLog.open(environment.auditLog ?? '');
    const portal = await Portal.start({
      source: 'kubeconfig',
      clusters: [{ name: 'behaviour', access }],
      entities: components,
    });
    await portal.untilSynced(names[0]);

    expect(auditLog.requestsOf(access.user ?? '')).not.toEqual([]);
  });
}
