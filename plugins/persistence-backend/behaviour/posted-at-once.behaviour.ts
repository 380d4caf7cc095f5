import { eventually } from '../src/clusters/testing';
import { createNamespace, kubernetes } from './support/cluster';
import { createPortalDatabase, DATABASES } from './support/databases';
import { component, guestbook } from './support/objects';
import { Portal } from './support/Portal';
import { createPortalAccess } from './support/portalAccess';
import { Writes } from './support/Writes';

const TIMES = 8;

describe.each(DATABASES)('The same plan on %s', database => {
  it('is one operation although it is posted eight times at once', async () => {
    const name = `posted-${database.toLowerCase()}`;
    const namespace = await createNamespace();
    const writes = await Writes.of(
      await createPortalAccess({ namespace, name: 'portal', rights: 'write' }),
    );
    await kubernetes.apply([guestbook({ namespace, name })]);
    const portal = await Portal.start({
      source: 'kubeconfig',
      clusters: [{ name: 'behaviour', access: writes.access }],
      entities: [component(name)],
      database: await createPortalDatabase(database),
    });
    await portal.until(name, ({ workloads }) =>
      expect(workloads[0].rollout.state).toBe('complete'),
    );
    await portal.untilSynced(name);
    const plan = await portal.plan(name, {
      kind: 'attach',
      path: '/data',
      claim: { storageClass: 'standard', size: '64Mi' },
      existingFiles: 'start-empty',
    });
    writes.forget();

    const answers = await Promise.all(
      Array.from({ length: TIMES }, () => portal.start(name, plan)),
    );

    expect(answers.flatMap(({ body }) => body.error ?? [])).toEqual([]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      ...Array.from({ length: TIMES - 1 }, () => 200),
      202,
    ]);
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(ids.size).toBe(1);
    const operation = await portal.untilEnded(answers[0].body.id);
    expect(operation).toMatchObject({ state: 'succeeded' });
    const { body: history } = await portal.ask<{ items: unknown[] }>(
      `/entities/component/default/${name}/operations`,
    );
    expect(history.items).toHaveLength(1);
    const folder = `namespaces/${namespace}`;
    // An audit log is written a moment later
    await eventually(() =>
      expect(writes.list()).toEqual([
        `POST /api/v1/${folder}/persistentvolumeclaims`,
        `PATCH /apis/apps/v1/${folder}/deployments/${name}`,
      ]),
    );
  });
});
