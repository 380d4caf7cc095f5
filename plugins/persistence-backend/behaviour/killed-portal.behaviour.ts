import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '../src/clusters/testing';
import { toKubeconfig } from './support/Access';
import { ChildProcess } from './support/ChildProcess';
import { afterwards, createNamespace, kubernetes } from './support/cluster';
import { createPortalDatabase } from './support/databases';
import { component, guestbook } from './support/objects';
import { bodyOf, Portal } from './support/Portal';
import { createPortalAccess } from './support/portalAccess';
import type { PortalOptions } from './support/processes/options';
import { Writes } from './support/Writes';

const NAME = 'survivor';

/** A portal in a process of its own. */
async function startPortal(
  options: PortalOptions,
): Promise<{ portal: Portal; process: ChildProcess }> {
  const process = ChildProcess.start('portal.ts', options);
  const url = await process.untilSaid(
    output => /\{"url":"([^"]+)"\}/.exec(output)?.[1],
  );
  const portal = Portal.at(url);
  await portal.untilSynced(NAME);
  return { portal, process };
}

it('A portal that is killed in the middle of an attach ends it when it is started again', async () => {
  const namespace = await createNamespace();
  const writes = await Writes.of(
    await createPortalAccess({ namespace, name: 'portal', rights: 'write' }),
  );
  await kubernetes.apply([guestbook({ namespace, name: NAME })]);
  const folder = mkdtempSync(join(tmpdir(), 'persistence-'));
  afterwards(async () => rmSync(folder, { recursive: true, force: true }));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, toKubeconfig('behaviour', writes.access));
  const options: PortalOptions = {
    config: {
      backend: { database: await createPortalDatabase('SQLite') },
      persistence: { clusters: [{ name: 'behaviour', kubeconfig }] },
    },
    entities: [component(NAME)],
  };
  const first = await startPortal(options);
  await first.portal.until(NAME, ({ workloads }) =>
    expect(workloads[0].rollout.state).toBe('complete'),
  );
  const plan = await first.portal.plan(NAME, {
    kind: 'attach',
    path: '/data',
    claim: { storageClass: 'standard', size: '64Mi' },
    existingFiles: 'start-empty',
  });
  writes.forget();
  // The claim lands, and the portal never hears of it
  const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
  writes.apiServer.fail(
    ({ path, query }) => path === claims && !query.has('dryRun'),
    { kind: 'unanswered' },
    { method: 'POST' },
  );
  const { id } = bodyOf(202, await first.portal.start(NAME, plan));
  await eventually(() => expect(writes.landed()).toEqual([`POST ${claims}`]));
  await first.process.kill();
  writes.apiServer.heal();

  const second = await startPortal(options);
  const operation = await second.portal.untilEnded(id);

  expect(operation).toMatchObject({ state: 'succeeded' });
  const deployment = `/apis/apps/v1/namespaces/${namespace}/deployments/${NAME}`;
  await eventually(() =>
    expect(writes.list()).toEqual([`POST ${claims}`, `PATCH ${deployment}`]),
  );
  // Posted once more, as by a page that did not hear the answer
  const again = await second.portal.start(NAME, plan);
  expect(again).toMatchObject({ status: 200, body: { id } });
}, 240_000);
