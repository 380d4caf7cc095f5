import type { Intent, Operation } from 'backstage-plugin-persistence-common';
import { eventually } from '../src/clusters/testing';
import { ChildProcess } from './support/ChildProcess';
import { createNamespace, kubernetes } from './support/cluster';
import { createDatabase, DATABASES } from './support/databases';
import { component, guestbook } from './support/objects';
import { OperationDesk } from './support/OperationDesk';
import { createPortalAccess } from './support/portalAccess';
import type { RunnerOptions } from './support/processes/options';
import { Writes } from './support/Writes';

/** Shorter than anybody is stopped in these tests. */
const LEASE_MS = 1_000;
/** How long a process may take until it does something. */
const PATIENCE_MS = 60_000;

describe.each(DATABASES)('Two runners on one database (%s)', database => {
  const name = `shared-${database.toLowerCase()}`;
  let desk: OperationDesk;
  let writes: Writes;
  let runnerOptions: RunnerOptions;
  let paths: { deployment: string; claims: string; claim: string };

  beforeAll(async () => {
    const namespace = await createNamespace();
    writes = await Writes.of(
      await createPortalAccess({ namespace, name: 'portal', rights: 'write' }),
    );
    await kubernetes.apply([guestbook({ namespace, name })]);
    const config = await createDatabase(database);
    desk = await OperationDesk.open({
      database: config,
      access: writes.access,
      entity: component(name),
      namespace,
    });
    const { kubeconfig } = desk;
    runnerOptions = { database: config, kubeconfig, leaseMs: LEASE_MS };
    const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
    paths = {
      deployment: `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
      claims,
      claim: `${claims}/${name}-data`,
    };
  });

  /**
   * The first runner's write is under way when it stops and loses its lease; it arrives when the second one has ended the operation, and
   * then the first one goes on.
   */
  async function carryOut(
    intent: Intent,
    write: { method: string; path: string },
  ): Promise<Operation> {
    const plan = await desk.plan(intent);
    writes.forget();
    const { operation } = await desk.start(plan);
    let release = () => {};
    const until = new Promise<void>(resolve => {
      release = resolve;
    });
    const { apiServer } = writes;
    apiServer.fail(
      write.path,
      { kind: 'held', until },
      { method: write.method, times: 1 },
    );
    const held = () =>
      apiServer.requests.filter(
        ({ method, path, query }) =>
          method === write.method &&
          path === write.path &&
          !query.has('dryRun'),
      );
    const former = ChildProcess.start('runner.ts', runnerOptions);
    const current = ChildProcess.start('runner.ts', runnerOptions);
    former.begin();
    await eventually(() => expect(held()).toHaveLength(1), PATIENCE_MS);
    former.freeze();
    current.begin();
    const ended = await desk.untilEnded(operation.id);
    release();
    await eventually(() => expect(held()[0].status).toBe(409));
    former.thaw();
    // It learns that somebody else has done it
    await eventually(() => {
      const after = apiServer.requests.indexOf(held()[0]) + 1;
      expect(apiServer.requests.length).toBeGreaterThan(after);
    });
    await current.kill();
    await former.kill();
    expect(await desk.operation(operation.id)).toEqual(ended);
    expect(ended).toMatchObject({ state: 'succeeded' });
    return ended;
  }

  it('write each thing once, although one of them is paused for longer than its lease', async () => {
    const attach: Intent = {
      kind: 'attach',
      path: '/data',
      claim: { storageClass: 'standard', size: '64Mi' },
      existingFiles: 'start-empty',
    };
    const create = { method: 'POST', path: paths.claims };
    const mount = { method: 'PATCH', path: paths.deployment };
    const shelve = { method: 'PATCH', path: paths.claim };

    await carryOut(attach, create);
    await expectLanded(create, mount);
    await carryOut({ kind: 'detach' }, mount);
    await expectLanded(mount, shelve);
    await carryOut({ kind: 'attach' }, shelve);
    await expectLanded(shelve, mount);
    await carryOut({ kind: 'redeploy' }, mount);
    await expectLanded(mount);
    await carryOut({ kind: 'detach' }, shelve);
    await expectLanded(mount, shelve);
  }, 240_000);

  async function expectLanded(
    ...expected: { method: string; path: string }[]
  ): Promise<void> {
    // An audit log is written a moment later
    await eventually(() =>
      expect(writes.landed()).toEqual(
        expected.map(({ method, path }) => `${method} ${path}`),
      ),
    );
  }
});
