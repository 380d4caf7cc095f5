import type { Intent } from 'backstage-plugin-persistence-common';
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

describe.each(DATABASES)('Two runners on one database (%s)', database => {
  const name = `shared-${database.toLowerCase()}`;
  let desk: OperationDesk;
  let writes: Writes;
  let runners: [ChildProcess, ChildProcess];
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
    const options: RunnerOptions = {
      database: config,
      kubeconfig: desk.kubeconfig,
      leaseMs: LEASE_MS,
    };
    runners = [
      ChildProcess.start('runner.ts', options),
      ChildProcess.start('runner.ts', options),
    ];
    await Promise.all(runners.map(runner => runner.rest()));
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
  ): Promise<void> {
    const [former, current] = runners;
    const { operation } = await desk.start(await desk.plan(intent));
    const { apiServer } = writes;
    let release = () => {};
    const until = new Promise<void>(resolve => {
      release = resolve;
    });
    const before = apiServer.requests.length;
    apiServer.fail(
      write.path,
      { kind: 'held', until },
      { method: write.method, times: 1 },
    );
    former.begin();
    const late = await eventually(() => {
      const found = apiServer.requests
        .slice(before)
        .find(
          ({ method, path }) => method === write.method && path === write.path,
        );
      expect(found).toBeDefined();
      return found;
    });
    former.freeze();
    current.begin();
    const ended = await desk.untilEnded(operation.id);
    release();
    await eventually(() => expect(late?.status).toBe(409));
    former.thaw();
    await Promise.all(runners.map(runner => runner.rest()));
    expect(ended).toMatchObject({ state: 'succeeded' });
    expect(await desk.operation(operation.id)).toEqual(ended);
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

    writes.forget();
    await carryOut(attach, create);
    await carryOut({ kind: 'detach' }, mount);
    await carryOut({ kind: 'attach' }, shelve);
    await carryOut({ kind: 'redeploy' }, mount);
    await carryOut({ kind: 'detach' }, shelve);

    const landed = [
      ...[create, mount],
      ...[mount, shelve],
      ...[shelve, mount],
      ...[mount],
      ...[mount, shelve],
    ].map(({ method, path }) => `${method} ${path}`);
    // An audit log is written a moment later
    await eventually(() => expect(writes.landed()).toEqual(landed));
  }, 240_000);
});
