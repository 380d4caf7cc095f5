import type { Intent, Operation } from 'backstage-plugin-persistence-common';
import { createNamespace, kubernetes } from './support/cluster';
import { environment } from './support/environment';
import { Guestbook } from './support/Guestbook';
import type { KubernetesObject } from './support/Kubernetes';
import { claim, component, guestbook } from './support/objects';
import { Portal } from './support/Portal';
import { createPortalAccess } from './support/portalAccess';

const LONG = `${'long-'.repeat(12)}end`;
const NAMES = [
  ...['plain', 'scratch', 'set', 'several', 'folders', 'recreated', 'crowded'],
  LONG,
];
const ACTOR = 'user:default/mock';
const MARK = 'backstage-persistence';

let namespace: string;
let portal: Portal;

beforeAll(async () => {
  namespace = await createNamespace();
  const access = await createPortalAccess({
    namespace,
    name: 'portal',
    rights: 'write',
  });
  portal = await Portal.start({
    source: 'kubeconfig',
    clusters: [{ name: 'behaviour', access }],
    entities: NAMES.map(name => component(name)),
  });
});

const attach = (
  fields: Partial<Extract<Intent, { kind: 'attach' }>> = {},
): Intent => ({
  kind: 'attach',
  path: '/data',
  claim: { size: '64Mi' },
  existingFiles: 'start-empty',
  ...fields,
});

interface PodSpec {
  containers: { name: string; volumeMounts?: object[] }[];
  volumes?: object[];
}

interface Workload extends KubernetesObject {
  spec: {
    strategy?: object;
    updateStrategy?: object;
    template: { metadata: object; spec: PodSpec };
  };
}

interface Claim extends KubernetesObject {
  spec: object;
}

const read = (object: KubernetesObject) => kubernetes.read<Workload>(object);
const readClaim = (name: string) =>
  kubernetes.read<Claim>({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { namespace, name },
  });

async function create(object: KubernetesObject): Promise<Workload> {
  await kubernetes.create(object);
  await portal.until(object.metadata.name, ({ workloads }) =>
    expect(workloads.map(({ rollout }) => rollout.state)).toEqual(['complete']),
  );
  return read(object);
}

async function carryOut(name: string, intent: Intent): Promise<Operation> {
  const operation = await portal.carryOut(name, intent);
  expect(operation).toMatchObject({ state: 'succeeded' });
  return operation;
}

/** Who wrote what of an object, where the cluster keeps that. */
function managersOf({ metadata }: KubernetesObject): string[] {
  const { managedFields = [] } = metadata as {
    managedFields?: { manager: string; subresource?: string }[];
  };
  return managedFields
    .filter(({ subresource }) => subresource === undefined)
    .map(({ manager }) => manager);
}

const mountsOf = ({ spec }: Workload) =>
  Object.fromEntries(
    spec.template.spec.containers.map(({ name, volumeMounts = [] }) => [
      name,
      volumeMounts,
    ]),
  );

describe('an attach and a detach', () => {
  const name = 'plain';
  const object = () => {
    const labels = {
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/managed-by': 'Helm',
      'helm.toolkit.fluxcd.io/name': 'shop',
    };
    const own = guestbook({
      namespace,
      name,
      spec: {
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 },
        },
      },
    });
    return {
      ...own,
      metadata: {
        ...own.metadata,
        labels: { ...own.metadata.labels, ...labels },
        annotations: {
          'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment',
        },
      },
    };
  };
  let before: Workload;
  let attached: Operation;

  beforeAll(async () => {
    before = await create(object());
    attached = await carryOut(name, attach());
  });

  it('make a claim that says whose it is and that nobody else takes for his own', async () => {
    const { metadata, spec } = await readClaim(`${name}-data`);
    const { annotations = {} } = metadata;

    expect(metadata).not.toHaveProperty('ownerReferences');
    expect(metadata.labels).toEqual({
      [`${MARK}/managed`]: 'true',
      'backstage.io/kubernetes-id': name,
    });
    expect(
      Object.fromEntries(
        Object.entries(annotations).filter(([key]) => key.startsWith(MARK)),
      ),
    ).toEqual({
      [`${MARK}/entity`]: `component:default/${name}`,
      [`${MARK}/workload`]: name,
      [`${MARK}/container`]: 'app',
      [`${MARK}/path`]: '/data',
      [`${MARK}/sub-path`]: 'data',
      [`${MARK}/previous-strategy`]: JSON.stringify({
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 },
      }),
      [`${MARK}/operation`]: attached.id,
      [`${MARK}/actor`]: ACTOR,
    });
    expect(Object.keys(annotations).join()).not.toMatch(/argo|flux|helm/);
    expect(spec).toMatchObject({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      resources: { requests: { storage: '64Mi' } },
    });
  });

  it('change of the Deployment the volume, the mount and the strategy, and nothing else', async () => {
    const { metadata, spec } = await read(object());
    const { template, strategy, ...rest } = spec;
    const {
      template: templateBefore,
      strategy: _,
      ...restBefore
    } = before.spec;

    expect(strategy).toEqual({ type: 'Recreate' });
    expect(rest).toEqual(restBefore);
    expect(template.metadata).toEqual(templateBefore.metadata);
    const [container] = templateBefore.spec.containers;
    expect(template.spec).toEqual({
      ...templateBefore.spec,
      containers: [
        {
          ...container,
          volumeMounts: [
            { name: `${name}-data`, mountPath: '/data', subPath: 'data' },
          ],
        },
      ],
      volumes: [
        {
          name: `${name}-data`,
          persistentVolumeClaim: { claimName: `${name}-data` },
        },
      ],
    });
    expect(metadata.labels).toEqual(before.metadata.labels);
    expect(metadata.annotations).toMatchObject({
      'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment',
      [`${MARK}/operation`]: attached.id,
      [`${MARK}/actor`]: ACTOR,
    });
    // One for the making, one for volume, mount and strategy together
    expect((metadata as { generation?: number }).generation).toBe(2);
  });

  if (environment.kind === 'real') {
    it('are of the field manager backstage-persistence', async () => {
      expect(managersOf(await readClaim(`${name}-data`))).toContain(MARK);
      expect(managersOf(await read(object()))).toContain(MARK);
    });
  }

  it('leave the Deployment as it was, and the claim on the shelf with what it was', async () => {
    const detached = await carryOut(name, { kind: 'detach', keepFor: 'P2D' });

    const { spec } = await read(object());
    expect(spec).toEqual(before.spec);
    const { metadata } = await readClaim(`${name}-data`);
    expect(metadata.annotations).toMatchObject({
      [`${MARK}/workload`]: name,
      [`${MARK}/container`]: 'app',
      [`${MARK}/path`]: '/data',
      [`${MARK}/sub-path`]: 'data',
      [`${MARK}/shelved-by`]: ACTOR,
      [`${MARK}/operation`]: detached.id,
    });
    expect(metadata.annotations).not.toHaveProperty([
      `${MARK}/previous-strategy`,
    ]);
    const { shelf, workloads } = await portal.until(name, answer =>
      expect(answer.shelf).toHaveLength(1),
    );
    expect(shelf[0]).toMatchObject({
      name: `${name}-data`,
      path: '/data',
      subPath: 'data',
      shelvedBy: ACTOR,
    });
    const { shelvedAt = '', keepUntil = '' } = shelf[0];
    expect(Date.parse(keepUntil) - Date.parse(shelvedAt)).toBeCloseTo(
      2 * 24 * 60 * 60 * 1000,
      -5,
    );
    expect(workloads[0].verdict).not.toBe('persistent');
  });

  it('come back by undoing the detach', async () => {
    const { items } = await portal.history(name);
    const [detached] = items;
    expect(detached).toMatchObject({
      intent: { kind: 'detach' },
      undoable: true,
    });

    expect(await portal.undo(detached.id)).toMatchObject({
      state: 'succeeded',
      undoOf: detached.id,
      intent: { kind: 'attach', existingFiles: 'keep-claim' },
    });

    const { spec } = await read(object());
    expect(spec.strategy).toEqual({ type: 'Recreate' });
    const { metadata } = await readClaim(`${name}-data`);
    expect(metadata.annotations).not.toHaveProperty([`${MARK}/shelved-at`]);
    expect(metadata.annotations).not.toHaveProperty([`${MARK}/keep-until`]);
  });
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
    command: ['sh', '-c', 'while true; do sleep 1; done'],
    volumeMounts: [{ name: 'space', mountPath: '/in', subPath: 'new' }],
  } as (typeof containers)[number]);
  const before = await create(object);
  const book = await Guestbook.open({ namespace, name });

  await carryOut(name, attach());

  const attached = await read(object);
  expect(attached.spec.template.spec.volumes).toEqual([
    { name: 'space', persistentVolumeClaim: { claimName: `${name}-data` } },
  ]);
  expect(mountsOf(attached)).toEqual({
    app: [{ name: 'space', mountPath: '/data', subPath: 'data' }],
    reader: [{ name: 'space', mountPath: '/in', subPath: 'data/new' }],
  });
  await book.write('kept');
  await carryOut(name, { kind: 'redeploy' });
  expect(await book.entries()).toEqual(['kept']);

  await carryOut(name, { kind: 'detach' });

  const { spec } = await read(object);
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
  const before = await create(object);
  const book = await Guestbook.open({ namespace, name });
  await book.write('lost');
  await carryOut(name, { kind: 'redeploy' });
  expect(await book.entries()).toEqual([]);

  await carryOut(name, attach());

  const attached = await read(object);
  expect(attached.spec.updateStrategy).toEqual(before.spec.updateStrategy);
  expect(mountsOf(attached)).toEqual({
    app: [{ name: `${name}-data`, mountPath: '/data', subPath: 'data' }],
  });
  await book.write('kept');
  await carryOut(name, { kind: 'redeploy' });
  expect(await book.entries()).toEqual(['kept']);
  await carryOut(name, { kind: 'detach' });
  const detached = await read(object);
  expect(detached.spec.template.spec).toEqual(before.spec.template.spec);
  await carryOut(name, { kind: 'attach' });
  expect(await book.entries()).toEqual(['kept']);
});

it('of several containers the one that is named gets the folder, the others stay as they are', async () => {
  const name = 'several';
  const object = guestbook({ namespace, name });
  const { containers } = (object as Workload).spec.template.spec;
  const idle = ['sh', '-c', 'while true; do sleep 1; done'];
  containers.unshift({
    name: 'proxy',
    image: 'localhost/busybox:1',
    command: idle,
  } as (typeof containers)[number]);
  await create(object);

  await carryOut(name, attach({ container: 'app', path: '/data/' }));

  expect(mountsOf(await read(object))).toEqual({
    proxy: [],
    app: [{ name: `${name}-data`, mountPath: '/data', subPath: 'data' }],
  });
});

it('a folder of the volume is the one that was asked for, also the next time', async () => {
  const name = 'folders';
  const object = guestbook({ namespace, name });
  await create(object);
  const book = await Guestbook.open({ namespace, name });

  await carryOut(name, attach({ subPath: 'books/mine' }));
  await book.write('kept');
  expect(mountsOf(await read(object)).app).toEqual([
    { name: `${name}-data`, mountPath: '/data', subPath: 'books/mine' },
  ]);
  await carryOut(name, { kind: 'detach' });
  await carryOut(name, { kind: 'attach' });

  expect(mountsOf(await read(object)).app).toEqual([
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
  await create(object);

  await carryOut(name, attach());
  const { metadata } = await readClaim(`${name}-data`);
  expect(metadata.annotations).not.toHaveProperty([
    `${MARK}/previous-strategy`,
  ]);
  await carryOut(name, { kind: 'detach' });

  const { spec } = await read(object);
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
  await create(object);

  await carryOut(name, attach());

  const { volumes } = (await read(object)).spec.template.spec;
  expect(new Set(volumes)).toEqual(
    new Set([
      { name: `${name}-data`, emptyDir: {} },
      {
        name: `${name}-data-2`,
        persistentVolumeClaim: { claimName: `${name}-data-2` },
      },
    ]),
  );
  expect((await readClaim(`${name}-data`)).metadata).not.toHaveProperty(
    'annotations.backstage-persistence/operation',
  );
});

it('a service with the longest name has a claim with the longest name', async () => {
  expect(LONG).toHaveLength(63);
  const object = guestbook({ namespace, name: LONG });
  await create(object);
  const book = await Guestbook.open({ namespace, name: LONG });

  const { intent } = await carryOut(LONG, attach());
  await book.write('kept');
  await carryOut(LONG, { kind: 'redeploy' });

  expect(await book.entries()).toEqual(['kept']);
  const claimName = `${LONG.slice(0, 58)}-data`;
  expect(intent).toMatchObject({ claim: { name: claimName } });
  expect((await readClaim(claimName)).metadata.name).toHaveLength(63);
});
