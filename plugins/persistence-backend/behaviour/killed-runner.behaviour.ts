import type { Intent, Operation } from 'backstage-plugin-persistence-common';
import { eventually } from '../src/clusters/testing';
import { ChildProcess } from './support/ChildProcess';
import { createNamespace, kubernetes } from './support/cluster';
import { createDatabase } from './support/databases';
import { component, guestbook } from './support/objects';
import { OperationDesk } from './support/OperationDesk';
import { createPortalAccess } from './support/portalAccess';
import type { KillPoint, RunnerOptions } from './support/processes/options';
import { Writes } from './support/Writes';

const NAME = 'mortal';
const CLAIM = `${NAME}-data`;
/** Short, so that a test need not wait long until somebody may take over. */
const LEASE_MS = 1_000;

let desk: OperationDesk;
let writes: Writes;
let runnerOptions: RunnerOptions;
let paths: { deployment: string; claims: string; claim: string };

beforeAll(async () => {
  const namespace = await createNamespace();
  writes = await Writes.of(
    await createPortalAccess({ namespace, name: 'portal', rights: 'write' }),
  );
  await kubernetes.apply([guestbook({ namespace, name: NAME })]);
  const database = await createDatabase('SQLite');
  desk = await OperationDesk.open({
    database,
    access: writes.access,
    entity: component(NAME),
    namespace,
  });
  const { kubeconfig } = desk;
  runnerOptions = { database, kubeconfig, leaseMs: LEASE_MS };
  const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
  paths = {
    deployment: `/apis/apps/v1/namespaces/${namespace}/deployments/${NAME}`,
    claims,
    claim: `${claims}/${CLAIM}`,
  };
});

/** Begins an operation whose runner is killed after each of its steps, before and after the store learns of that, and started again. */
async function carryOut(intent: Intent): Promise<Operation> {
  const plan = await desk.plan(intent);
  writes.forget();
  const { operation } = await desk.start(plan);
  const kills = plan.steps.flatMap((_, step): KillPoint[] => [
    { after: 'run', step },
    { after: 'stored', step },
  ]);
  // The next one gets ready meanwhile
  let next = ChildProcess.start('runner.ts', {
    ...runnerOptions,
    kill: kills[0],
  });
  for (const index of kills.keys()) {
    const runner = next;
    next = ChildProcess.start('runner.ts', {
      ...runnerOptions,
      kill: kills[index + 1],
    });
    runner.begin();
    await runner.untilKilled();
    expect((await desk.operation(operation.id)).endedAt).toBeUndefined();
  }
  next.begin();
  const ended = await desk.untilEnded(operation.id);
  await next.kill();
  return ended;
}

async function expectLanded(...expected: string[]): Promise<void> {
  // An audit log is written a moment later
  await eventually(() => expect(writes.landed()).toEqual(expected));
  expect(writes.list()).toEqual(expected);
}

describe('A runner that is killed after each step and started again', () => {
  it('attaches a new claim', async () => {
    const operation = await carryOut({
      kind: 'attach',
      path: '/data',
      claim: { storageClass: 'standard', size: '64Mi' },
      existingFiles: 'start-empty',
    });

    expect(operation).toMatchObject({ state: 'succeeded' });
    await expectLanded(`POST ${paths.claims}`, `PATCH ${paths.deployment}`);
  }, 240_000);

  it('redeploys', async () => {
    const operation = await carryOut({ kind: 'redeploy' });

    expect(operation).toMatchObject({ state: 'succeeded' });
    await expectLanded(`PATCH ${paths.deployment}`);
  }, 240_000);

  it('detaches', async () => {
    const operation = await carryOut({ kind: 'detach' });

    expect(operation).toMatchObject({ state: 'succeeded' });
    await expectLanded(`PATCH ${paths.deployment}`, `PATCH ${paths.claim}`);
  }, 240_000);

  it('attaches a claim from the shelf', async () => {
    const operation = await carryOut({ kind: 'attach' });

    expect(operation).toMatchObject({
      state: 'succeeded',
      intent: { claim: { existing: CLAIM } },
    });
    await expectLanded(`PATCH ${paths.claim}`, `PATCH ${paths.deployment}`);
  }, 240_000);
});
