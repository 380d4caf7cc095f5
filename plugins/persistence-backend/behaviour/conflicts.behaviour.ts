import { randomUUID } from 'node:crypto';
import type { Intent } from 'backstage-plugin-persistence-common';
import { eventually } from '../src/clusters/testing';
import { createNamespace, kubernetes } from './support/cluster';
import { claim, component, guestbook } from './support/objects';
import { bodyOf, Portal } from './support/Portal';
import { createPortalAccess } from './support/portalAccess';
import { codesOf } from './support/refusals';
import { Writes } from './support/Writes';

const NAMES = ['changed', 'busy', 'cancelled', 'taken', 'confused', 'quick'];
const ATTACH: Intent = {
  kind: 'attach',
  path: '/data',
  claim: { size: '64Mi' },
  existingFiles: 'start-empty',
};
const REDEPLOY: Intent = { kind: 'redeploy' };

let namespace: string;
let portal: Portal;
let writes: Writes;

const workload = (name: string) => guestbook({ namespace, name });
const claimsPath = () =>
  `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
const workloadPath = (name: string) =>
  `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;

beforeAll(async () => {
  namespace = await createNamespace();
  writes = await Writes.of(
    await createPortalAccess({ namespace, name: 'portal', rights: 'write' }),
  );
  await kubernetes.apply(NAMES.map(workload));
  portal = await Portal.start({
    source: 'kubeconfig',
    clusters: [{ name: 'behaviour', access: writes.access }],
    entities: NAMES.map(name => component(name)),
  });
  await Promise.all(
    NAMES.map(name =>
      portal.until(name, ({ workloads }) =>
        expect(workloads.map(({ rollout }) => rollout.state)).toEqual([
          'complete',
        ]),
      ),
    ),
  );
});

beforeEach(() => {
  writes.apiServer.heal();
  writes.forget();
});

/** Lets the first step of an attach wait until the cluster answers again; returns how it goes on. */
const holdBack = (name: string) =>
  writes.apiServer.fail(
    `${claimsPath()}/${name}-data`,
    { kind: 'status', status: 503 },
    { method: 'GET' },
  );

it('a plan is outdated when the Deployment has changed: 409 with a new plan, and nothing is written', async () => {
  const plan = await portal.plan('changed', ATTACH);
  await kubernetes.patch(workload('changed'), {
    spec: {
      template: {
        spec: {
          containers: [{ name: 'app', env: [{ name: 'TITLE', value: 'New' }] }],
        },
      },
    },
  });
  await portal.untilPlan('changed', ATTACH, current =>
    expect(current.fingerprint).not.toBe(plan.fingerprint),
  );

  const { status, body } = await portal.start('changed', plan);

  expect({ status, name: body.error.name }).toEqual({
    status: 409,
    name: 'PlanOutdated',
  });
  expect(body.error.plan?.fingerprint).not.toBe(plan.fingerprint);
  expect(writes.list()).toEqual([]);

  const fresh = await portal.untilPlan('changed', ATTACH, ({ blockers }) =>
    expect(blockers).toEqual([]),
  );
  const { id } = bodyOf(202, await portal.start('changed', fresh));
  expect(await portal.untilEnded(id)).toMatchObject({ state: 'succeeded' });
});

it('a plan that somebody overtakes between the answer and the first write fails, and what was made is on the shelf', async () => {
  const plan = await portal.plan('quick', ATTACH);
  const goOn = holdBack('quick');
  const { id } = bodyOf(202, await portal.start('quick', plan));
  await kubernetes.patch(workload('quick'), {
    spec: { template: { spec: { terminationGracePeriodSeconds: 1 } } },
  });
  goOn();

  const operation = await portal.untilEnded(id);

  expect(operation).toMatchObject({
    state: 'failed',
    error: { code: 'CHANGED_MEANWHILE' },
  });
  expect(writes.list()).toEqual([
    `POST ${claimsPath()}`,
    `PATCH ${claimsPath()}/quick-data`,
  ]);
  await portal.until('quick', ({ shelf, workloads }) => {
    expect(shelf.map(({ name }) => name)).toEqual(['quick-data']);
    expect(workloads[0].verdict).not.toBe('persistent');
  });
});

it('while an operation runs, another one of the workload is 409 with the one that runs', async () => {
  const attach = await portal.plan('busy', ATTACH);
  const redeploy = await portal.plan('busy', REDEPLOY);
  const other = await portal.plan('busy', ATTACH);
  const goOn = holdBack('busy');
  const running = bodyOf(202, await portal.start('busy', attach));

  for (const plan of [redeploy, other]) {
    const { status, body } = await portal.start('busy', plan);
    expect({ status, name: body.error.name }).toEqual({
      status: 409,
      name: 'OperationInProgress',
    });
    expect(body.error.operation).toMatchObject({ id: running.id });
  }
  expect(writes.list()).toEqual([]);

  goOn();
  expect(await portal.untilEnded(running.id)).toMatchObject({
    state: 'succeeded',
  });
  expect(writes.list()).toEqual([
    `POST ${claimsPath()}`,
    `PATCH ${workloadPath('busy')}`,
  ]);
});

it('what is cancelled before the first write leaves nothing', async () => {
  const plan = await portal.plan('cancelled', ATTACH);
  const goOn = holdBack('cancelled');
  const { id } = bodyOf(202, await portal.start('cancelled', plan));

  const cancelled = await portal.ask(
    `/operations/${id}/cancel`,
    undefined,
    'POST',
  );
  goOn();

  expect(cancelled.status).toBe(202);
  expect(await portal.untilEnded(id)).toMatchObject({ state: 'cancelled' });
  expect(writes.list()).not.toContain(`PATCH ${workloadPath('cancelled')}`);
  const again = await portal.ask<{ error: { name: string } }>(
    `/operations/${id}/cancel`,
    undefined,
    'POST',
  );
  expect(again).toMatchObject({
    status: 409,
    body: { error: { name: 'ConflictError' } },
  });
});

it('a name that somebody takes after the plan is CLAIM_IN_USE, and his claim stays as it is', async () => {
  const plan = await portal.plan('taken', ATTACH);
  const goOn = holdBack('taken');
  const { id } = bodyOf(202, await portal.start('taken', plan));
  const foreign = claim({ namespace, name: 'taken-data', owner: 'somebody' });
  const before = await kubernetes.create(foreign);
  goOn();

  expect(await portal.untilEnded(id)).toMatchObject({
    state: 'failed',
    error: { code: 'CLAIM_IN_USE' },
  });
  expect(writes.list()).toEqual([]);
  const after = await kubernetes.read(foreign);
  expect(after.metadata.uid).toBe(before.metadata.uid);
  expect(after.metadata.labels).toEqual(before.metadata.labels);
});

it('a plan that was carried out is carried out once, and for nothing else', async () => {
  const plan = await portal.plan('confused', REDEPLOY);
  const started = await Promise.all(
    Array.from({ length: 8 }, () => portal.start('confused', plan)),
  );
  const [{ body }] = started;

  expect(started.map(({ status }) => status).sort()).toEqual([
    ...Array(7).fill(200),
    202,
  ]);
  expect(new Set(started.map(answer => answer.body.id)).size).toBe(1);
  expect(await portal.untilEnded(body.id)).toMatchObject({
    state: 'succeeded',
  });
  expect(writes.list()).toEqual([`PATCH ${workloadPath('confused')}`]);

  const asAttach = await portal.start('confused', { ...plan, intent: ATTACH });
  expect(asAttach).toMatchObject({
    status: 409,
    body: { error: { name: 'ConflictError' } },
  });
  const target = { workload: await portal.workloadOf('taken') };
  const elsewhere = await portal.start('taken', { ...plan, target });
  expect(elsewhere).toMatchObject({
    status: 409,
    body: { error: { name: 'ConflictError' } },
  });
  const later = await portal.start('confused', plan);
  expect(later).toMatchObject({ status: 200, body: { id: body.id } });
  expect(writes.list()).toEqual([`PATCH ${workloadPath('confused')}`]);
});

it.each<[string, object]>([
  ['no plan', { planId: undefined }],
  ['a plan that is none', { planId: 'latest' }],
  ['an unknown intent', { intent: { kind: 'explode' } }],
  ['a number for a folder', { intent: { kind: 'attach', path: 7 } }],
  ['something that nobody knows', { force: true }],
  [
    'a claim instead of a workload',
    {
      target: {
        claim: { cluster: 'behaviour', namespace: 'any', name: 'any' },
      },
    },
  ],
])('a body with %s is 400', async (_title, changes) => {
  const { target, intent, id, fingerprint } = await portal.untilPlan(
    'confused',
    REDEPLOY,
    ({ blockers }) => expect(codesOf(blockers)).toEqual([]),
  );
  const { status } = await portal.ask(
    '/entities/component/default/confused/operations',
    { target, intent, planId: id, fingerprint, ...changes },
  );

  expect(status).toBe(400);
  expect(writes.list()).toEqual([]);
});

it('an operation that nobody knows is 404', async () => {
  const path = `/operations/${randomUUID()}`;
  const answers = await Promise.all([
    portal.ask(path),
    portal.ask(`${path}/undo`, undefined, 'POST'),
    portal.ask(`${path}/cancel`, undefined, 'POST'),
  ]);

  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});

it('what was undone, and what cannot be undone, is 409', async () => {
  const { items } = await eventually(async () => {
    const page = await portal.history('confused');
    expect(page.items[0].endedAt).toEqual(expect.any(String));
    return page;
  });
  const redeployed = items.find(({ intent }) => intent.kind === 'redeploy');

  expect(redeployed).toMatchObject({ undoable: false });
  const answer = await portal.ask(
    `/operations/${redeployed?.id}/undo`,
    undefined,
    'POST',
  );
  expect(answer).toMatchObject({
    status: 409,
    body: { error: { name: 'ConflictError' } },
  });
  expect(writes.list()).toEqual([]);
});
