import type {
  AttachClaim,
  Intent,
  MessageCode,
} from 'backstage-plugin-persistence-common';
import { afterwards, createNamespace, kubernetes } from './support/cluster';
import type { KubernetesObject } from './support/Kubernetes';
import { claim, component, deployment, guestbook } from './support/objects';
import { Portal } from './support/Portal';
import { createPortalAccess } from './support/portalAccess';
import { expectRefused } from './support/refusals';
import { Writes } from './support/Writes';

/** Has a volume for `/cache/files`, temporary space below `/tmp/work`, and claims of every kind on the shelf. */
const NAME = 'wisher';
const OTHER = 'somebody-else';

let namespace: string;
let portal: Portal;
let limited: Portal;
let writes: Writes;

/** A claim of {@link NAME}. */
const own = (name: string, spec?: object): KubernetesObject => {
  const body = claim({ namespace, name, owner: NAME, className: 'standard' });
  return { ...body, spec: { ...(body.spec as object), ...spec } };
};

beforeAll(async () => {
  namespace = await createNamespace();
  writes = await Writes.of(
    await createPortalAccess({ namespace, name: 'portal', rights: 'write' }),
  );
  const deleting = own('deleting');
  await kubernetes.apply([
    own('in-use', { storageClassName: 'immediate' }),
    own('block', { volumeMode: 'Block' }),
    own('read-only', { accessModes: ['ReadOnlyMany'] }),
    own('free'),
    {
      ...deleting,
      metadata: { ...deleting.metadata, finalizers: ['behaviour.test/hold'] },
    },
    claim({ namespace, name: 'foreign', owner: OTHER }),
    guestbook({
      namespace,
      name: NAME,
      container: {
        volumeMounts: [
          { name: 'files', mountPath: '/cache/files' },
          { name: 'scratch', mountPath: '/tmp/work' },
          { name: 'scratch', mountPath: '/tmp/part', subPath: 'part' },
        ],
      },
      pod: {
        volumes: [
          { name: 'files', persistentVolumeClaim: { claimName: 'in-use' } },
          { name: 'scratch', emptyDir: {} },
        ],
      },
      spec: { strategy: { type: 'Recreate' } },
    }),
    guestbook({ namespace, name: 'three', replicas: 3 }),
    deployment({ namespace, name: OTHER, replicas: 0 }),
  ]);
  await kubernetes.remove(deleting);
  afterwards(() =>
    kubernetes.patch(deleting, { metadata: { finalizers: null } }),
  );
  const entities = [NAME, 'three', OTHER].map(name => component(name));
  const clusters = [{ name: 'behaviour', access: writes.access }];
  portal = await Portal.start({ source: 'kubeconfig', clusters, entities });
  limited = await Portal.start({
    source: 'kubeconfig',
    clusters,
    entities,
    policies: {
      storageClasses: [{ name: 'ext4' }, { name: 'immediate' }],
      size: { min: '32Mi', default: '64Mi', max: '1Gi' },
      mountPaths: { deny: ['/srv/**'] },
    },
  });
  for (const each of [portal, limited]) {
    for (const name of [NAME, 'three']) {
      await each.until(name, ({ workloads }) =>
        expect(workloads.map(({ rollout }) => rollout.state)).toEqual([
          'complete',
        ]),
      );
    }
  }
});

/** An attach that is right but for what the case changes. */
const attach = (fields: Partial<Extract<Intent, { kind: 'attach' }>>) =>
  ({
    kind: 'attach',
    path: '/data',
    existingFiles: 'start-empty',
    ...fields,
  }) as const;

const newClaim = (fields: AttachClaim) => attach({ claim: fields });
const existing = (name: string) =>
  attach({ claim: { existing: name }, existingFiles: 'keep-claim' });

it('all of these wishes are granted but for what is wrong with them', async () => {
  for (const each of [portal, limited]) {
    expect(
      (await each.plan(NAME, newClaim({ storageClass: 'ext4' }))).blockers,
    ).toEqual([]);
  }
  expect((await portal.plan(NAME, existing('free'))).blockers).toEqual([]);
});

describe.each<[string, MessageCode, Intent]>([
  ['relative', 'PATH_INVALID', attach({ path: 'data' })],
  ['that leaves its place', 'PATH_INVALID', attach({ path: '/data/../etc' })],
  ['with a colon', 'PATH_INVALID', attach({ path: '/data:ro' })],
  ['that is empty', 'PATH_NEEDED', attach({ path: '' })],
  [
    'inside a volume that goes up',
    'SUB_PATH_INVALID',
    attach({ subPath: '../x' }),
  ],
  ['that is the root', 'PATH_NOT_ALLOWED', attach({ path: '/' })],
  ['that is the root, twice', 'PATH_NOT_ALLOWED', attach({ path: '//' })],
  ['of the system', 'PATH_NOT_ALLOWED', attach({ path: '/etc' })],
  [
    'below one of the system',
    'PATH_NOT_ALLOWED',
    attach({ path: '/etc/app/' }),
  ],
  ['of processes', 'PATH_NOT_ALLOWED', attach({ path: '/proc/1' })],
  ['that is mounted', 'PATH_IN_USE', attach({ path: '/cache/files' })],
  ['inside a mount', 'PATH_IN_USE', attach({ path: '/cache/files/new' })],
  ['around a mount', 'PATH_IN_USE', attach({ path: '/cache' })],
  ['inside temporary space', 'PATH_IN_USE', attach({ path: '/tmp/work/a' })],
  [
    'with a part of temporary space',
    'PATH_IN_USE',
    attach({ path: '/tmp/part' }),
  ],
])('a folder %s', (_title, code, intent) => {
  it(`is ${code}`, async () => {
    await expectRefused({ portal, writes, name: NAME, intent, code });
  });
});

describe.each<[string, MessageCode, AttachClaim]>([
  ['the size 0', 'SIZE_INVALID', { size: '0' }],
  ['a negative size', 'SIZE_INVALID', { size: '-1Gi' }],
  ['a size with two points', 'SIZE_INVALID', { size: '1.5.2Gi' }],
  ['a size in words', 'SIZE_INVALID', { size: 'large' }],
  ['a size that is too large', 'SIZE_OUT_OF_RANGE', { size: '101Gi' }],
  ['a size that is too small', 'SIZE_OUT_OF_RANGE', { size: '63Mi' }],
  ['an unknown class', 'CLASS_UNKNOWN', { storageClass: 'gold' }],
  [
    'an access mode that the class does not have',
    'ACCESS_MODE_UNSUPPORTED',
    { storageClass: 'standard', accessMode: 'ReadWriteMany' },
  ],
  ['a name that is taken', 'CLAIM_IN_USE', { name: 'in-use' }],
  ['a name that somebody else has', 'CLAIM_IN_USE', { name: 'foreign' }],
  ['a name that is none', 'NAME_INVALID', { name: 'Not_A_Name' }],
])('a claim with %s', (_title, code, wanted) => {
  it(`is ${code}`, async () => {
    const intent = newClaim(wanted);
    await expectRefused({ portal, writes, name: NAME, intent, code });
  });
});

describe.each<[string, MessageCode, Intent]>([
  [
    'a class that they leave out',
    'CLASS_NOT_ALLOWED',
    newClaim({ storageClass: 'standard' }),
  ],
  ['no class, where none is the default', 'NO_DEFAULT_CLASS', newClaim({})],
  [
    'a size above their maximum',
    'SIZE_OUT_OF_RANGE',
    newClaim({ size: '2Gi', storageClass: 'ext4' }),
  ],
  [
    'a folder that they keep free',
    'PATH_NOT_ALLOWED',
    attach({ path: '/srv/data', claim: { storageClass: 'ext4' } }),
  ],
  [
    'a folder that nobody may have, whatever they say',
    'PATH_NOT_ALLOWED',
    attach({ path: '/sys/fs', claim: { storageClass: 'ext4' } }),
  ],
])('where policies say more, %s', (_title, code, intent) => {
  it(`is ${code}`, async () => {
    await expectRefused({ portal: limited, writes, name: NAME, intent, code });
  });
});

describe.each<[string, MessageCode, Intent]>([
  ['does not exist', 'CLAIM_UNKNOWN', existing('nowhere')],
  ['is of somebody else', 'CLAIM_UNKNOWN', existing('foreign')],
  ['is mounted', 'CLAIM_IN_USE', existing('in-use')],
  ['is being deleted', 'CLAIM_DELETING', existing('deleting')],
  ['is a device', 'CLAIM_WRONG_MODE', existing('block')],
  ['can only be read', 'CLAIM_WRONG_MODE', existing('read-only')],
])('an existing claim that %s', (_title, code, intent) => {
  it(`is ${code}`, async () => {
    await expectRefused({ portal, writes, name: NAME, intent, code });
  });
});

describe.each<[string, MessageCode, Intent]>([
  [
    'an unknown container',
    'CONTAINER_UNKNOWN',
    attach({ container: 'nobody' }),
  ],
  [
    'temporary space that is not there',
    'REPLACED_VOLUME_UNKNOWN',
    attach({ replaceVolume: 'scratch' }),
  ],
  [
    'to give back a claim that is not mounted',
    'CLAIM_NOT_MOUNTED',
    { kind: 'detach', claim: 'free' },
  ],
  [
    'a stay of no length',
    'DURATION_INVALID',
    { kind: 'detach', keepFor: 'a while' },
  ],
])('%s', (_title, code, intent) => {
  it(`is ${code}`, async () => {
    await expectRefused({ portal, writes, name: NAME, intent, code });
  });
});

it('three replicas are REPLICAS_NEED_SHARED_CLASS for a volume of one node', async () => {
  const { params } = await expectRefused({
    portal,
    writes,
    name: 'three',
    intent: attach({}),
    code: 'REPLICAS_NEED_SHARED_CLASS',
  });

  expect(params).toMatchObject({ workload: 'three', replicas: 3 });
});

describe.each<[string, Intent]>([
  ['copying from the pod', attach({ existingFiles: 'copy-running' })],
  ['copying from the image', attach({ existingFiles: 'copy-image' })],
  ['a choice left open', attach({ existingFiles: undefined })],
  ['choosing whose files', attach({ from: { pod: 'wisher-1' } })],
  ['a rehearsal', attach({ rehearse: true })],
  ['a volume for each replica', attach({ perReplica: true })],
  ['the files of a new claim', attach({ existingFiles: 'keep-claim' })],
  [
    'emptying an existing claim',
    attach({ claim: { existing: 'free' }, existingFiles: 'start-empty' }),
  ],
  ['a volume made in advance', attach({ claim: { volume: 'pv-1' } })],
  ['starting from a snapshot', attach({ claim: { snapshot: 'monday' } })],
  ['a look', { kind: 'inspect' }],
  ['a fix of the strategy', { kind: 'fix-strategy' }],
  ['growth', { kind: 'grow', claim: 'in-use', size: '2Gi' }],
  ['a snapshot', { kind: 'snapshot', claim: 'in-use' }],
  ['a restore', { kind: 'restore', claim: 'in-use', snapshot: 'monday' }],
  ['a clone', { kind: 'clone', claim: 'in-use' }],
  ['a move', { kind: 'move', claim: 'in-use', storageClass: 'ext4' }],
  [
    'a schedule',
    { kind: 'schedule', claim: 'in-use', every: 'daily', keep: 7 },
  ],
  ['the end of a schedule', { kind: 'unschedule', claim: 'in-use' }],
  ['a longer stay', { kind: 'extend', claim: 'free', until: '2030-01-01' }],
  ['discarding', { kind: 'discard', claim: 'free', confirm: 'free' }],
])('%s', (_title, intent) => {
  it('is NOT_SUPPORTED_YET', async () => {
    const { params } = await expectRefused({
      portal,
      writes,
      name: NAME,
      intent,
      code: 'NOT_SUPPORTED_YET',
    });

    expect(params).toEqual({
      feature: expect.stringMatching(/^[a-z-]+$/),
      words: expect.any(String),
    });
  });
});

it('a workload of somebody else is as if absent', async () => {
  writes.forget();
  const workload = await portal.workloadOf(OTHER);
  const target = { workload };
  const path = `/entities/component/default/${NAME}`;
  const plan = await portal.ask(`${path}/plans`, {
    target,
    intent: { kind: 'redeploy' },
  });
  const nowhere = await portal.ask(`${path}/plans`, {
    target: { workload: { ...workload, name: 'nowhere' } },
    intent: { kind: 'redeploy' },
  });
  const operation = await portal.ask(`${path}/operations`, {
    target,
    intent: { kind: 'redeploy' },
    planId: '2c4c3f3e-8d0b-4a0e-9b51-0a4a4f1d5f6e',
    fingerprint: 'any',
  });

  expect([plan.status, nowhere.status, operation.status]).toEqual([
    404, 404, 404,
  ]);
  expect((plan.body as { error: object }).error).toEqual(
    (nowhere.body as { error: object }).error,
  );
  expect(writes.list()).toEqual([]);
});
