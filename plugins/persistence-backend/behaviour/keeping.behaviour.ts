import type { Intent, Operation } from 'backstage-plugin-persistence-common';
import { createNamespace, kubernetes } from './support/cluster';
import { Guestbook } from './support/Guestbook';
import { component, guestbook } from './support/objects';
import { Portal, SOURCES } from './support/Portal';
import { createPortalAccess, type PortalAccess } from './support/portalAccess';
import { Writes } from './support/Writes';

const CLASSES = ['standard', 'ext4', 'immediate'];

let namespace: string;
let access: PortalAccess;

beforeAll(async () => {
  namespace = await createNamespace();
  access = await createPortalAccess({
    namespace,
    name: 'portal',
    rights: 'write',
  });
});

function expectSuccess(operation: Operation): void {
  expect(operation).toMatchObject({ state: 'succeeded' });
  expect(operation).not.toHaveProperty('error');
}

describe.each(SOURCES)('by the source %s', source => {
  const nameOf = (storageClass: string) => `${storageClass}-${source}`;
  let portal: Portal;
  let writes: Writes;

  beforeAll(async () => {
    await kubernetes.apply(
      CLASSES.map(each => guestbook({ namespace, name: nameOf(each) })),
    );
    writes = await Writes.of(access);
    portal = await Portal.start({
      source,
      clusters: [{ name: 'behaviour', access: writes.access }],
      entities: CLASSES.map(each => component(nameOf(each))),
      writes: true,
    });
  });

  it.each(CLASSES)(
    'what guests write is lost, kept on the class %s, given away and back',
    async storageClass => {
      const name = nameOf(storageClass);
      const place = { namespace, name };
      const workload = guestbook(place);
      const book = await Guestbook.open(place);
      const deployment = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
      const claims = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
      const claim = `${claims}/${name}-data`;
      /** Everything that is done is written once, and nothing else is. */
      const carryOut = async (intent: Intent, ...written: string[]) => {
        writes.forget();
        const operation = await portal.carryOut(name, intent);
        expectSuccess(operation);
        expect(writes.list()).toEqual(written);
        return operation;
      };
      await portal.until(name, ({ workloads }) =>
        expect(workloads[0].rollout.state).toBe('complete'),
      );

      await book.write('before');
      expect(await book.entries()).toEqual(['before']);
      await carryOut({ kind: 'redeploy' }, `PATCH ${deployment}`);
      expect(await book.entries()).toEqual([]);

      await carryOut(
        {
          kind: 'attach',
          path: '/data',
          claim: { storageClass, size: '64Mi' },
          existingFiles: 'start-empty',
        },
        `POST ${claims}`,
        `PATCH ${deployment}`,
      );
      await book.write('kept');
      await carryOut({ kind: 'redeploy' }, `PATCH ${deployment}`);
      expect(await book.entries()).toEqual(['kept']);

      await kubernetes.patch(workload, {
        spec: {
          template: {
            spec: {
              containers: [
                {
                  name: 'app',
                  image: 'localhost/guestbook:2',
                  env: [{ name: 'PORT', value: '9090' }],
                  ports: [
                    { $patch: 'delete', containerPort: 8080 },
                    { name: 'http', containerPort: 9090 },
                  ],
                },
              ],
            },
          },
        },
      });
      await portal.until(name, ({ workloads }) =>
        expect(workloads[0].rollout.state).toBe('complete'),
      );
      expect(await book.entries()).toEqual(['kept']);

      await carryOut(
        { kind: 'detach' },
        `PATCH ${deployment}`,
        `PATCH ${claim}`,
      );
      expect(await book.entries()).toEqual([]);
      const { shelf } = await portal.until(name, answer =>
        expect(answer.shelf).toHaveLength(1),
      );
      expect(shelf[0]).toMatchObject({ path: '/data' });

      const again = await carryOut(
        { kind: 'attach' },
        `PATCH ${claim}`,
        `PATCH ${deployment}`,
      );
      expect(again.intent).toMatchObject({
        claim: { existing: shelf[0].name },
        existingFiles: 'keep-claim',
      });
      expect(await book.entries()).toEqual(['kept']);

      writes.forget();
      expectSuccess(await portal.undo(again.id));
      expect(writes.list()).toEqual([`PATCH ${deployment}`, `PATCH ${claim}`]);
      expect(await book.entries()).toEqual([]);
      const undone = await portal.operation(again.id);
      expect(undone.state).toBe('undone');
    },
  );
});
