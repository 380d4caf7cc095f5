import type { Intent } from 'backstage-plugin-persistence-common';
import {
  claim,
  deployment,
  other,
  OTHERS,
  pod,
  replicaSet,
  shelved,
  statefulSet,
  type WorkloadOptions,
} from './__fixtures__/objects';
import {
  codesOf,
  draft,
  situation,
  stepOf,
  type Surroundings,
} from './__fixtures__/situation';
import { attachableClaims } from './attachableClaims';
import { storageClass } from '../status/testing';

type Attach = Extract<Intent, { kind: 'attach' }>;

function attach(
  intent: Omit<Attach, 'kind'>,
  { objects = [], ...surroundings }: Partial<Surroundings> = {},
) {
  return draft(
    { kind: 'attach', ...intent },
    { objects: [deployment(), ...objects], ...surroundings },
  );
}

/** A new claim at `/data`. */
function attachNew(
  wanted: Extract<Attach['claim'], { size?: string }>,
  surroundings: Partial<Surroundings> = {},
) {
  return attach(
    { path: '/data', existingFiles: 'start-empty', claim: wanted },
    surroundings,
  );
}

describe('the size', () => {
  it.each([
    ['0', 'SIZE_INVALID'],
    ['0Gi', 'SIZE_INVALID'],
    ['-1Gi', 'SIZE_INVALID'],
    ['1.5.2Gi', 'SIZE_INVALID'],
    ['1GB', 'SIZE_INVALID'],
    ['1 Gi', 'SIZE_INVALID'],
    ['Gi', 'SIZE_INVALID'],
    ['', 'SIZE_INVALID'],
    ['much', 'SIZE_INVALID'],
    ['NaN', 'SIZE_INVALID'],
    ['Infinity', 'SIZE_INVALID'],
    ['63Mi', 'SIZE_OUT_OF_RANGE'],
    ['100m', 'SIZE_OUT_OF_RANGE'],
    ['101Gi', 'SIZE_OUT_OF_RANGE'],
    ['1Ei', 'SIZE_OUT_OF_RANGE'],
  ])('is not %j: %s', (size, code) => {
    const { blockers, steps } = attachNew({ size });
    expect(blockers).toMatchObject([
      { code, params: { size }, remedy: expect.any(String) },
    ]);
    expect(steps).toEqual([]);
  });

  it('says what it may be', () => {
    expect(attachNew({ size: '63Mi' }).blockers[0].text).toBe(
      '63Mi is not between 64Mi and 100Gi.',
    );
  });

  it.each(['64Mi', '100Gi', '1.5Gi', '1G', '2e9', '67108864'])(
    'may be %s, as it was written',
    size => {
      const plan = attachNew({ size });
      expect(plan.blockers).toEqual([]);
      expect(stepOf(plan, 'create-claim').size).toBe(size);
      expect(plan.intent).toMatchObject({ claim: { size } });
    },
  );

  it.each([
    ['the policy’s', undefined, '1Gi'],
    ['the entity’s', '5Gi', '5Gi'],
    ['the policy’s, where the entity’s is too large', '1Ti', '1Gi'],
  ])('is %s where nothing is said', (_, annotation, size) => {
    const plan = attachNew(
      {},
      {
        ...(annotation && {
          annotations: { 'backstage-persistence/size': annotation },
        }),
      },
    );
    expect(stepOf(plan, 'create-claim').size).toBe(size);
  });

  it('is within what the policy says', () => {
    const policies = { size: { default: '2Gi', min: '2Gi', max: '3Gi' } };
    expect(codesOf(attachNew({ size: '1Gi' }, { policies }).blockers)).toEqual([
      'SIZE_OUT_OF_RANGE',
    ]);
    expect(stepOf(attachNew({}, { policies }), 'create-claim').size).toBe(
      '2Gi',
    );
  });
});

describe('the storage class', () => {
  const fast = { name: 'fast', default: false };

  it('is not one that the cluster lacks', () => {
    expect(attachNew({ storageClass: 'gone' }).blockers).toMatchObject([
      {
        code: 'CLASS_UNKNOWN',
        params: {
          storageClass: 'gone',
          cluster: 'prod',
          claim: 'guestbook-data',
        },
      },
    ]);
  });

  it('is not one that the policy does not allow, whether or not it is there', () => {
    const policies = { storageClasses: [{ name: 'shared', default: false }] };
    for (const name of ['standard', 'gone']) {
      expect(
        attachNew({ storageClass: name }, { policies }).blockers,
      ).toMatchObject([
        { code: 'CLASS_NOT_ALLOWED', params: { storageClass: name } },
      ]);
    }
    expect(
      attachNew({ storageClass: 'shared' }, { policies }).blockers,
    ).toEqual([]);
  });

  it.each<[string, Partial<Surroundings>, string]>([
    ['the cluster’s default', {}, 'standard'],
    [
      'the newest of its defaults',
      {
        classes: [
          storageClass({ name: 'a', default: true }),
          storageClass({
            name: 'b',
            default: true,
            createdAt: '2026-01-02T00:00:00Z',
          }),
        ],
      },
      'b',
    ],
    [
      'the policy’s default',
      {
        policies: {
          storageClasses: [
            { name: 'standard', default: false },
            { name: 'shared', default: true },
          ],
        },
      },
      'shared',
    ],
    [
      'the cluster’s, where it lacks the policy’s',
      {
        policies: {
          storageClasses: [
            { ...fast, default: true },
            { name: 'standard', default: false },
          ],
        },
      },
      'standard',
    ],
    [
      'the entity’s',
      { annotations: { 'backstage-persistence/storage-class': 'shared' } },
      'shared',
    ],
    [
      'the cluster’s, where the entity names one that is not there',
      { annotations: { 'backstage-persistence/storage-class': 'gone' } },
      'standard',
    ],
    [
      'the only one that is allowed',
      { policies: { storageClasses: [{ name: 'shared', default: false }] } },
      'shared',
    ],
  ])('is %s where nothing is said', (_, surroundings, name) => {
    const plan = attachNew({}, surroundings);
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'create-claim').storageClass).toBe(name);
  });

  it.each<[string, Partial<Surroundings>]>([
    ['the cluster has none', { classes: [] }],
    ['none is the default', { classes: [storageClass({ name: 'slow' })] }],
    [
      'the default may not be chosen, and there are others',
      {
        policies: {
          storageClasses: [{ name: 'shared', default: false }, fast],
        },
      },
    ],
    [
      'the only one that is allowed is not there',
      { policies: { storageClasses: [fast] } },
    ],
  ])('has to be chosen where %s', (_, surroundings) => {
    expect(attachNew({}, surroundings).blockers).toMatchObject([
      {
        code: 'NO_DEFAULT_CLASS',
        params: { claim: 'guestbook-data', cluster: 'prod' },
      },
    ]);
  });
});

describe('the access mode', () => {
  it.each([
    [undefined, 'standard', 'ReadWriteOnce'],
    ['ReadWriteOnce' as const, 'standard', 'ReadWriteOnce'],
    ['ReadWriteOncePod' as const, 'standard', 'ReadWriteOncePod'],
    ['ReadWriteMany' as const, 'shared', 'ReadWriteMany'],
    [undefined, 'shared', 'ReadWriteOnce'],
  ])('may be %s on %s', (accessMode, name, expected) => {
    const plan = attachNew({ storageClass: name, accessMode });
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'create-claim').accessMode).toBe(expected);
  });

  it('is not one that the class is not known to have', () => {
    expect(attachNew({ accessMode: 'ReadWriteMany' }).blockers).toMatchObject([
      {
        code: 'ACCESS_MODE_UNSUPPORTED',
        params: { storageClass: 'standard', accessMode: 'ReadWriteMany' },
      },
    ]);
  });

  it('is what the policy says of a class, in both directions', () => {
    const policies = {
      storageClasses: [
        { name: 'standard', default: true, accessModes: ['ReadWriteMany'] },
      ],
    };
    const codes = (accessMode?: 'ReadWriteMany' | 'ReadWriteOnce') =>
      codesOf(attachNew({ accessMode }, { policies }).blockers);
    expect(codes('ReadWriteMany')).toEqual([]);
    expect(codes('ReadWriteOnce')).toEqual(['ACCESS_MODE_UNSUPPORTED']);
    expect(codes()).toEqual(['ACCESS_MODE_UNSUPPORTED']);
  });
});

describe('the name of a new claim', () => {
  const LONG = `a${'b'.repeat(61)}c`;

  it.each<[string, object[], string]>([
    ['is the workload’s', [], 'guestbook-data'],
    [
      'is the next, where somebody has that one',
      [claim({ labels: OTHERS })],
      'guestbook-data-2',
    ],
    [
      'leaves no gap',
      [
        claim({ labels: OTHERS }),
        claim({ name: 'guestbook-data-3', labels: OTHERS }),
      ],
      'guestbook-data-2',
    ],
    [
      'is not one that is being deleted',
      [claim({ deleting: true, labels: OTHERS })],
      'guestbook-data-2',
    ],
    [
      'does not heed other namespaces',
      [claim({ namespace: 'prod', labels: OTHERS })],
      'guestbook-data',
    ],
  ])('%s', (_, objects, name) => {
    const plan = attachNew({}, { objects });
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'create-claim').name).toBe(name);
    expect(plan.intent).toMatchObject({ claim: { name } });
  });

  it.each([
    [[], `a${'b'.repeat(57)}-data`],
    [[`a${'b'.repeat(57)}-data`], `a${'b'.repeat(55)}-data-2`],
  ])('is cut to 63 characters (taken: %j)', (taken, expected) => {
    const plan = draft(
      { kind: 'attach', path: '/data', existingFiles: 'start-empty' },
      {
        objects: [
          deployment({ name: LONG }),
          ...taken.map(name => claim({ name, labels: OTHERS })),
        ],
        workload: { name: LONG },
      },
    );
    expect(LONG).toHaveLength(63);
    expect(expected).toHaveLength(63);
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'create-claim').name).toBe(expected);
    // The pod's volumes have names of their own
    expect(stepOf(plan, 'mount-claim').volume).toBe(`a${'b'.repeat(57)}-data`);
  });

  it('may be given', () => {
    const plan = attachNew({ name: 'files' });
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'create-claim').name).toBe('files');
    expect(stepOf(plan, 'mount-claim')).toMatchObject({
      claim: 'files',
      volume: 'guestbook-data',
    });
  });

  it.each([
    ['somebody else’s', claim({ name: 'files', labels: OTHERS })],
    ['the entity’s own', shelved({ name: 'files' })],
    ['one that is being deleted', claim({ name: 'files', deleting: true })],
  ])('may not be given if it is %s', (_, object) => {
    expect(
      attachNew({ name: 'files' }, { objects: [object] }).blockers,
    ).toMatchObject([{ code: 'CLAIM_IN_USE', params: { claim: 'files' } }]);
  });

  it.each(['Files', 'a.b', '-a', 'a-', '', 'a b', 'a'.repeat(64), 'ä'])(
    'cannot be %j',
    name => {
      expect(attachNew({ name }).blockers).toMatchObject([
        { code: 'NAME_INVALID', params: { name } },
      ]);
    },
  );
});

describe('the name of the pod’s volume', () => {
  it.each<[string, WorkloadOptions, string]>([
    ['is the workload’s', {}, 'guestbook-data'],
    [
      'is the next, where the pod has that one',
      { pod: { volumes: [{ name: 'guestbook-data', emptyDir: {} }] } },
      'guestbook-data-2',
    ],
    [
      'is not one that a claim template makes',
      {
        spec: {
          volumeClaimTemplates: [
            { metadata: { name: 'guestbook-data' }, spec: {} },
          ],
        },
      },
      'guestbook-data-2',
    ],
  ])('%s', (_, options, volume) => {
    const plan = draft(
      { kind: 'attach', path: '/data', existingFiles: 'start-empty' },
      {
        objects: [statefulSet(options)],
        workload: { kind: 'StatefulSet' },
      },
    );
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'mount-claim').volume).toBe(volume);
  });

  it('has no dots, though the workload’s has', () => {
    const plan = draft(
      { kind: 'attach', path: '/data', existingFiles: 'start-empty' },
      {
        objects: [deployment({ name: 'guest.book' })],
        workload: { name: 'guest.book' },
      },
    );
    expect(stepOf(plan, 'mount-claim').volume).toBe('guest-book-data');
  });
});

describe('an existing claim', () => {
  const existing = (surroundings: Partial<Surroundings>) =>
    attach({ claim: { existing: 'files' }, path: '/data' }, surroundings);
  const offered = (objects: object[]) =>
    attachableClaims(situation({ objects: [deployment(), ...objects] })).map(
      ({ name }) => name,
    );
  const files = (options: Parameters<typeof shelved>[0] = {}) =>
    shelved({ name: 'files', ...options });
  const using = (options: WorkloadOptions = {}): WorkloadOptions => ({
    name: 'second',
    pod: {
      volumes: [{ name: 'f', persistentVolumeClaim: { claimName: 'files' } }],
    },
    ...options,
  });
  const mine = {
    annotations: {
      'backstage-persistence/entity': 'component:default/other',
    },
  };

  it.each<[string, object[], string]>([
    ['is not there', [], 'CLAIM_UNKNOWN'],
    [
      'is in another namespace',
      [files({ namespace: 'prod' })],
      'CLAIM_UNKNOWN',
    ],
    [
      'is another entity’s',
      [claim({ name: 'files', labels: OTHERS })],
      'CLAIM_UNKNOWN',
    ],
    [
      'is on another entity’s shelf, whatever its labels say',
      [claim({ name: 'files', ...mine })],
      'CLAIM_UNKNOWN',
    ],
    ['is being deleted', [files({ deleting: true })], 'CLAIM_DELETING'],
    [
      'is a device',
      [files({ spec: { volumeMode: 'Block' } })],
      'CLAIM_WRONG_MODE',
    ],
    [
      'may only be read',
      [files({ spec: { accessModes: ['ReadOnlyMany'] } })],
      'CLAIM_WRONG_MODE',
    ],
    ['has lost its volume', [files({ phase: 'Lost' })], 'CLAIM_LOST'],
    [
      'can get no volume',
      [files({ phase: 'Pending', spec: { storageClassName: 'gone' } })],
      'CLAIM_FAILED',
    ],
    [
      'is used by another Deployment',
      [files(), deployment(using())],
      'CLAIM_IN_USE',
    ],
    [
      'is used by somebody else’s Deployment',
      [files(), deployment(using({ labels: OTHERS }))],
      'CLAIM_IN_USE',
    ],
    [
      'is used by a Deployment at zero replicas',
      [files(), deployment(using({ replicas: 0 }))],
      'CLAIM_IN_USE',
    ],
    [
      'is used by a StatefulSet',
      [files(), statefulSet(using())],
      'CLAIM_IN_USE',
    ],
    [
      'is used by a DaemonSet',
      [files(), other('DaemonSet', using())],
      'CLAIM_IN_USE',
    ],
    ['is used by a Job', [files(), other('Job', using())], 'CLAIM_IN_USE'],
    [
      'is used by a CronJob that does not run now',
      [files(), other('CronJob', using())],
      'CLAIM_IN_USE',
    ],
    [
      'is used by a pod of nobody',
      [files(), pod({ claims: ['files'] })],
      'CLAIM_IN_USE',
    ],
    [
      'is used by a pod that waits for a node',
      [files(), pod({ claims: ['files'], phase: 'Pending' })],
      'CLAIM_IN_USE',
    ],
    [
      'could be shared, and is used',
      [
        files({ spec: { accessModes: ['ReadWriteMany'] } }),
        deployment(using()),
      ],
      'NOT_SUPPORTED_YET',
    ],
  ])('is refused and not offered if it %s', (_, objects, code) => {
    const plan = existing({ objects });
    expect(codesOf(plan.blockers)).toEqual([code]);
    expect(plan.blockers[0].severity).toBe('danger');
    expect(plan.steps).toEqual([]);
    expect(plan.intent).toMatchObject({ claim: { existing: 'files' } });
    expect(offered(objects)).toEqual([]);
  });

  it('is refused if it is of a replica that a StatefulSet may have again', () => {
    const plan = attach(
      { claim: { existing: 'data-db-2' }, path: '/data' },
      {
        objects: [
          claim({ name: 'data-db-2' }),
          statefulSet({
            name: 'db',
            spec: {
              volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
            },
          }),
        ],
      },
    );
    expect(codesOf(plan.blockers)).toEqual(['CLAIM_IN_USE']);
  });

  it('is refused if the workload has it already, at another folder', () => {
    const plan = draft(
      { kind: 'attach', claim: { existing: 'files' }, path: '/other' },
      {
        objects: [
          files(),
          deployment({
            pod: {
              volumes: [
                { name: 'f', persistentVolumeClaim: { claimName: 'files' } },
              ],
              containers: [
                {
                  name: 'web',
                  volumeMounts: [{ name: 'f', mountPath: '/data' }],
                },
              ],
            },
          }),
        ],
      },
    );
    expect(codesOf(plan.blockers)).toEqual(['CLAIM_IN_USE']);
  });

  it('says nothing of another entity’s', () => {
    const [theirs] = [
      claim({
        name: 'files',
        labels: OTHERS,
        annotations: {
          'backstage-persistence/path': '/secret',
          'backstage-persistence/container': 'web',
        },
      }),
    ];
    const seen = attach(
      { claim: { existing: 'files' } },
      { objects: [theirs] },
    );
    const absent = attach({ claim: { existing: 'files' } });
    expect(seen).toEqual(absent);
  });

  it.each<[string, object[]]>([
    ['nothing uses it', [files()]],
    [
      'a pod that has ended used it',
      [files(), pod({ claims: ['files'], phase: 'Succeeded' })],
    ],
    [
      'it has no volume yet, and gets one with its first pod',
      [files({ phase: 'Pending' })],
    ],
    ['only the labels say that it is the entity’s', [claim({ name: 'files' })]],
    [
      'only the annotation says that it is the entity’s',
      [files({ labels: OTHERS })],
    ],
  ])('may be attached and is offered if %s', (_, objects) => {
    const plan = existing({ objects });
    expect(plan.blockers).toEqual([]);
    expect(offered(objects)).toEqual(['files']);
    expect(plan.intent).toMatchObject({
      claim: { existing: 'files' },
      existingFiles: 'keep-claim',
    });
    expect(stepOf(plan, 'adopt-claim')).toMatchObject({
      namespace: 'demo',
      name: 'files',
      uid: 'files-uid',
      record: { workload: 'guestbook', container: 'web', path: '/data' },
      keepUntil: '2026-03-03T12:00:00.000Z',
    });
    expect(codesOf(plan.consequences)).toEqual([
      'CLAIM_KEEPS_ITS_FILES',
      'CLAIM_OUTLIVES_WORKLOAD',
      'STRATEGY_BECOMES_RECREATE',
    ]);
  });

  it('is seen whole where nothing is written of a folder on it', () => {
    const plan = existing({ objects: [claim({ name: 'files' })] });
    expect(stepOf(plan, 'mount-claim').mounts).toEqual([
      { container: 'web', init: false, path: '/data' },
    ]);
    expect(plan.intent).not.toHaveProperty('subPath');
  });

  it('is taken off the shelf by one patch', () => {
    const { changes } = existing({ objects: [files()] });
    expect(changes.map(({ verb, object }) => `${verb} ${object}`)).toEqual([
      'patch PersistentVolumeClaim demo/files',
      'patch Deployment demo/guestbook',
    ]);
  });
});

describe('a claim that was there before', () => {
  const two = deployment({
    pod: { containers: [{ name: 'web' }, { name: 'log' }] },
  });
  const before = (
    intent: Omit<Attach, 'kind'>,
    objects: object[],
    annotations?: Record<string, string>,
  ) => draft({ kind: 'attach', ...intent }, { objects, annotations });

  it('comes back to its container, folder and part, where nothing is said', () => {
    const plan = before({}, [
      two,
      shelved({ record: { container: 'log', path: '/logs', 'sub-path': 'l' } }),
    ]);
    expect(plan.blockers).toEqual([]);
    expect(plan.intent).toEqual({
      kind: 'attach',
      container: 'log',
      path: '/logs',
      subPath: 'l',
      claim: { existing: 'guestbook-data' },
      existingFiles: 'keep-claim',
      rehearse: false,
      perReplica: false,
    });
    expect(stepOf(plan, 'mount-claim').mounts).toEqual([
      { container: 'log', init: false, path: '/logs', subPath: 'l' },
    ]);
  });

  it('comes back there when it is named, whatever the entity says', () => {
    const plan = before(
      { claim: { existing: 'guestbook-data' } },
      [two, shelved({ record: { container: 'log', path: '/logs' } })],
      {
        'backstage-persistence/path': '/data',
        'backstage-persistence/container': 'web',
      },
    );
    expect(plan.intent).toMatchObject({ container: 'log', path: '/logs' });
  });

  it('may be put elsewhere', () => {
    const plan = before(
      {
        claim: { existing: 'guestbook-data' },
        container: 'log',
        path: '/other',
        subPath: 'part',
      },
      [two, shelved()],
    );
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'adopt-claim').record).toMatchObject({
      container: 'log',
      path: '/other',
      subPath: 'part',
    });
  });

  it('is put into the first container where its own is gone', () => {
    const plan = before({}, [two, shelved({ record: { container: 'gone' } })]);
    expect(plan.blockers).toEqual([]);
    expect(plan.intent).toMatchObject({ container: 'web' });
  });

  it.each<[string, { intent?: Omit<Attach, 'kind'>; on?: object }]>([
    ['another folder is asked for', { intent: { path: '/other' } }],
    [
      'another container is asked for',
      { intent: { path: '/data', container: 'log' } },
    ],
    ['a new one is asked for', { intent: { path: '/data', claim: {} } }],
    [
      'another workload had it',
      { on: shelved({ record: { workload: 'second' } }) },
    ],
    ['nothing is written of its use', { on: claim({ name: 'files' }) }],
    ['it is lost', { on: shelved({ phase: 'Lost' }) }],
    ['it is a device', { on: shelved({ spec: { volumeMode: 'Block' } }) }],
    ['it is being deleted', { on: shelved({ deleting: true }) }],
    ['it is in another namespace', { on: shelved({ namespace: 'prod' }) }],
  ])('is not chosen where %s', (_, { intent = { path: '/data' }, on }) => {
    const plan = before(intent, [two, on ?? shelved()]);
    expect(plan.intent).toMatchObject({
      claim: { storageClass: 'standard' },
      existingFiles: 'copy-running',
    });
    expect(codesOf(plan.blockers)).toEqual(['NOT_SUPPORTED_YET']);
  });

  it('is not chosen where the entity names another folder', () => {
    const plan = before({}, [two, shelved()], {
      'backstage-persistence/path': '/other',
    });
    expect(plan.intent).toMatchObject({
      path: '/other',
      claim: { name: 'guestbook-data-2' },
    });
  });

  it('is chosen only where its own files may stay', () => {
    const claimFor = (existingFiles?: Attach['existingFiles']) =>
      before({ path: '/data', existingFiles }, [two, shelved()]).intent;
    for (const existingFiles of [undefined, 'keep-claim' as const]) {
      expect(claimFor(existingFiles)).toMatchObject({
        claim: { existing: 'guestbook-data' },
        existingFiles: 'keep-claim',
      });
    }
    for (const existingFiles of ['start-empty', 'copy-running'] as const) {
      expect(claimFor(existingFiles)).toMatchObject({
        claim: { name: 'guestbook-data-2' },
        existingFiles,
      });
    }
  });

  it('is the one that was put on the shelf last', () => {
    const plan = before({}, [
      two,
      shelved({ name: 'a', record: { 'shelved-at': '2026-01-05T00:00:00Z' } }),
      shelved({ name: 'b', record: { 'shelved-at': '2026-01-06T00:00:00Z' } }),
      shelved({ name: 'c', record: { 'shelved-at': '2026-01-04T00:00:00Z' } }),
    ]);
    expect(plan.intent).toMatchObject({ claim: { existing: 'b' } });
  });

  it('is found at its folder however that is written', () => {
    const plan = before({ path: '//data/' }, [two, shelved()]);
    expect(plan.intent).toMatchObject({
      claim: { existing: 'guestbook-data' },
      path: '/data',
    });
  });

  it('waits until the pods that had it are gone', () => {
    const objects = [
      two,
      shelved(),
      replicaSet(),
      pod({ ofDeployment: 'guestbook', claims: ['guestbook-data'] }),
    ];
    expect(before({ path: '/data' }, objects).intent).toMatchObject({
      claim: { name: 'guestbook-data-2' },
    });
    expect(
      codesOf(
        before({ claim: { existing: 'guestbook-data' } }, objects).blockers,
      ),
    ).toEqual(['CLAIM_IN_USE']);
  });

  it('replaces temporary space that took its place', () => {
    const plan = before({}, [
      deployment({
        pod: {
          volumes: [{ name: 'cache', emptyDir: { sizeLimit: '1Gi' } }],
          containers: [
            {
              name: 'web',
              volumeMounts: [{ name: 'cache', mountPath: '/data' }],
            },
          ],
        },
      }),
      shelved(),
    ]);
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'mount-claim')).toMatchObject({
      volume: 'cache',
      replacesEmptyDir: true,
      mounts: [
        { container: 'web', init: false, path: '/data', subPath: 'data' },
      ],
    });
  });
});

describe('what a later version will do', () => {
  const codes = (intent: Omit<Attach, 'kind'>, objects: object[] = []) =>
    attach({ path: '/data', ...intent }, { objects }).blockers.map(
      ({ code, params, text }) => `${code} ${params.feature}: ${text}`,
    );

  it.each<[Omit<Attach, 'kind'>, string, RegExp]>([
    [{}, 'existing-files-copy-running', /carrying over the files/],
    [
      { existingFiles: 'copy-running' },
      'existing-files-copy-running',
      /“start-empty” starts without them\.$/,
    ],
    [
      { existingFiles: 'copy-image' },
      'existing-files-copy-image',
      /files of the image/,
    ],
    [
      { existingFiles: 'keep-claim' },
      'existing-files-keep-claim',
      /not made yet/,
    ],
    [{ claim: { volume: 'pv-1' } }, 'pre-made-volume', /made in advance/],
    [{ claim: { snapshot: 'monday' } }, 'snapshot', /from a snapshot/],
    [
      { existingFiles: 'start-empty', rehearse: true },
      'rehearse',
      /second pod first/,
    ],
    [
      { existingFiles: 'start-empty', perReplica: true },
      'per-replica',
      /each replica/,
    ],
    [
      { existingFiles: 'start-empty', from: { pod: 'guestbook-1-a' } },
      'from',
      /whose files are kept/,
    ],
  ])('is said of %j', (intent, feature, words) => {
    const said = codes(intent);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(
      new RegExp(
        `^NOT_SUPPORTED_YET ${feature}: This version cannot do this yet: `,
      ),
    );
    expect(said[0]).toMatch(words);
  });

  it.each(['copy-running', 'copy-image', 'start-empty'] as const)(
    'is said of %s with a volume that is there',
    existingFiles => {
      const said = codes(
        { existingFiles, claim: { existing: 'guestbook-data' } },
        [shelved()],
      );
      expect(said).toHaveLength(1);
      expect(said[0]).toContain(`existing-files-${existingFiles}: `);
      expect(said[0]).toContain('“keep-claim”');
    },
  );

  it.each<Omit<Attach, 'kind'>>([
    { existingFiles: 'start-empty', rehearse: false, perReplica: false },
    { existingFiles: 'keep-claim', claim: { existing: 'guestbook-data' } },
  ])('is not said of %j', intent => {
    expect(codes(intent, [shelved()])).toEqual([]);
  });
});
