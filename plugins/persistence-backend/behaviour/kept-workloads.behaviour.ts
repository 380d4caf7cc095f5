import { kubernetes } from './support/cluster';
import { Guestbook } from './support/Guestbook';
import { attach, Keeper, mountsOf, type Workload } from './support/Keeper';
import type { KubernetesObject } from './support/Kubernetes';
import { claim, guestbook } from './support/objects';

const LONG = `${'long-'.repeat(12)}end`;
const NAMES = [
  ...['scratch', 'set', 'several', 'folders', 'recreated', 'crowded', 'many'],
  LONG,
];
const IDLE = ['sh', '-c', 'while true; do sleep 1; done'];
const MARK = 'backstage-persistence';

let keeper: Keeper;
let namespace: string;

beforeAll(async () => {
  keeper = await Keeper.start({
    names: NAMES,
    policies: {
      storageClasses: [
        { name: 'standard' },
        { name: 'shared', accessModes: ['ReadWriteOnce', 'ReadWriteMany'] },
      ],
    },
  });
  namespace = keeper.namespace;
});

it('temporary space at the folder becomes the claim, for all who share it, and comes back', async () => {
  const name = 'scratch';
  const object = guestbook({
    namespace,
    name,
    container: { volumeMounts: [{ name: 'space', mountPath: '/data' }] },
    pod: { volumes: [{ name: 'space', emptyDir: { sizeLimit: '32Mi' } }] },
  });
  const { containers } = (object as Workload).spec.template.spec;
  containers.push({
    name: 'reader',
    image: 'localhost/busybox:1',
    command: IDLE,
    volumeMounts: [{ name: 'space', mountPath: '/in', subPath: 'new' }],
  });
  const before = await keeper.create(object);
  const book = await Guestbook.open({ namespace, name });

  await keeper.carryOut(name, attach());

  const attached = await keeper.read(object);
  expect(attached.spec.template.spec.volumes).toEqual([
    { name: 'space', persistentVolumeClaim: { claimName: `${name}-data` } },
  ]);
  expect(mountsOf(attached)).toEqual({
    app: [{ name: 'space', mountPath: '/data', subPath: 'data' }],
    reader: [{ name: 'space', mountPath: '/in', subPath: 'data/new' }],
  });
  await book.write('kept');
  await keeper.carryOut(name, { kind: 'redeploy' });
  expect(await book.entries()).toEqual(['kept']);

  await keeper.carryOut(name, { kind: 'detach' });

  const { spec } = await keeper.read(object);
  expect(spec.template.spec).toEqual(before.spec.template.spec);
  expect(spec.strategy).toEqual(before.spec.strategy);
  expect(await book.entries()).toEqual([]);
});

it('a StatefulSet of one replica keeps its way of replacing pods', async () => {
  const name = 'set';
  const { metadata, spec } = guestbook({ namespace, name });
  const { selector, template } = spec as Record<string, unknown>;
  const object: KubernetesObject = {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: { serviceName: name, selector, template },
  };
  const before = await keeper.create(object);
  const book = await Guestbook.open({ namespace, name });
  await book.write('lost');
  await keeper.carryOut(name, { kind: 'redeploy' });
  expect(await book.entries()).toEqual([]);

  await keeper.carryOut(name, attach());

  const attached = await keeper.read(object);
  expect(attached.spec.updateStrategy).toEqual(before.spec.updateStrategy);
  expect(mountsOf(attached)).toEqual({
    app: [{ name: `${name}-data`, mountPath: '/data', subPath: 'data' }],
  });
  await book.write('kept');
  await keeper.carryOut(name, { kind: 'redeploy' });
  expect(await book.entries()).toEqual(['kept']);
  await keeper.carryOut(name, { kind: 'detach' });
  const detached = await keeper.read(object);
  expect(detached.spec.template.spec).toEqual(before.spec.template.spec);
  await keeper.carryOut(name, { kind: 'attach' });
  expect(await book.entries()).toEqual(['kept']);
});

it('of several containers the one that is named gets the folder, the others stay as they are', async () => {
  const name = 'several';
  const object = guestbook({ namespace, name });
  const { containers } = (object as Workload).spec.template.spec;
  containers.unshift({
    name: 'proxy',
    image: 'localhost/busybox:1',
    command: IDLE,
  });
  await keeper.create(object);

  await keeper.carryOut(name, attach({ container: 'app', path: '/data/' }));

  expect(mountsOf(await keeper.read(object))).toEqual({
    proxy: [],
    app: [{ name: `${name}-data`, mountPath: '/data', subPath: 'data' }],
  });
});

it('a folder of the volume is the one that was asked for, also the next time', async () => {
  const name = 'folders';
  const object = guestbook({ namespace, name });
  await keeper.create(object);
  const book = await Guestbook.open({ namespace, name });

  await keeper.carryOut(name, attach({ subPath: 'books/mine' }));
  await book.write('kept');
  expect(mountsOf(await keeper.read(object)).app).toEqual([
    { name: `${name}-data`, mountPath: '/data', subPath: 'books/mine' },
  ]);
  await keeper.carryOut(name, { kind: 'detach' });
  await keeper.carryOut(name, { kind: 'attach' });

  expect(mountsOf(await keeper.read(object)).app).toEqual([
    { name: `${name}-data`, mountPath: '/data', subPath: 'books/mine' },
  ]);
  expect(await book.entries()).toEqual(['kept']);
});

it('the strategy Recreate of its owner is none of ours', async () => {
  const name = 'recreated';
  const object = guestbook({
    namespace,
    name,
    spec: { strategy: { type: 'Recreate' } },
  });
  await keeper.create(object);

  await keeper.carryOut(name, attach());
  const { metadata } = await keeper.readClaim(`${name}-data`);
  expect(metadata.annotations).not.toHaveProperty([
    `${MARK}/previous-strategy`,
  ]);
  await keeper.carryOut(name, { kind: 'detach' });

  const { spec } = await keeper.read(object);
  expect(spec.strategy).toEqual({ type: 'Recreate' });
});

it('names that others have are left to them', async () => {
  const name = 'crowded';
  await kubernetes.apply([
    claim({ namespace, name: `${name}-data`, owner: 'somebody-else' }),
  ]);
  const object = guestbook({
    namespace,
    name,
    container: {
      volumeMounts: [{ name: `${name}-data`, mountPath: '/cache' }],
    },
    pod: { volumes: [{ name: `${name}-data`, emptyDir: {} }] },
  });
  await keeper.create(object);

  await keeper.carryOut(name, attach());

  const { volumes } = (await keeper.read(object)).spec.template.spec;
  expect(new Set(volumes)).toEqual(
    new Set([
      { name: `${name}-data`, emptyDir: {} },
      {
        name: `${name}-data-2`,
        persistentVolumeClaim: { claimName: `${name}-data-2` },
      },
    ]),
  );
  expect((await keeper.readClaim(`${name}-data`)).metadata).not.toHaveProperty(
    'annotations.backstage-persistence/operation',
  );
});

it('a service with the longest name has a claim with the longest name', async () => {
  expect(LONG).toHaveLength(63);
  const object = guestbook({ namespace, name: LONG });
  await keeper.create(object);
  const book = await Guestbook.open({ namespace, name: LONG });

  const { intent } = await keeper.carryOut(LONG, attach());
  await book.write('kept');
  await keeper.carryOut(LONG, { kind: 'redeploy' });

  expect(await book.entries()).toEqual(['kept']);
  const claimName = `${LONG.slice(0, 58)}-data`;
  expect(intent).toMatchObject({ claim: { name: claimName } });
  expect((await keeper.readClaim(claimName)).metadata.name).toHaveLength(63);
});

it('several replicas share a volume of a class that can be shared, and go on being replaced as before', async () => {
  const name = 'many';
  const object = guestbook({ namespace, name, replicas: 3 });
  const before = await keeper.create(object);
  const book = await Guestbook.open({ namespace, name });

  await keeper.carryOut(
    name,
    attach({
      claim: {
        size: '64Mi',
        storageClass: 'shared',
        accessMode: 'ReadWriteMany',
      },
    }),
  );

  const attached = await keeper.read(object);
  expect(attached.spec.strategy).toEqual(before.spec.strategy);
  await book.write('kept');
  await keeper.carryOut(name, { kind: 'redeploy' });
  expect(await book.entries()).toEqual(['kept']);
});
