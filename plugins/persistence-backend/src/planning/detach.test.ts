import type { Intent } from 'backstage-plugin-persistence-common';
import {
  appliesStrategy,
  claim,
  deployment,
  OTHERS,
  statefulSet,
  type WorkloadOptions,
} from './__fixtures__/objects';
import {
  codesOf,
  draft,
  stepOf,
  type Surroundings,
} from './__fixtures__/situation';

type Detach = Extract<Intent, { kind: 'detach' }>;

const PREVIOUS = {
  type: 'RollingUpdate',
  rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
};

/** Where a claim is, and as what. */
interface Mounted {
  claim?: string;
  volume?: string;
  mounts?: Record<string, unknown>[];
}

/** A guestbook that has claims. */
function keeping(
  mounted: Mounted[] = [{}],
  options: WorkloadOptions = {},
): object {
  const volumes = mounted.map(
    ({ claim: claimName = 'guestbook-data', volume = 'guestbook-data' }) => ({
      name: volume,
      persistentVolumeClaim: { claimName },
    }),
  );
  const volumeMounts = mounted.flatMap(
    ({ volume = 'guestbook-data', mounts }) =>
      (mounts ?? [{ mountPath: '/data', subPath: 'data' }]).map(mount => ({
        name: volume,
        ...mount,
      })),
  );
  return deployment({
    ...options,
    spec: { strategy: { type: 'Recreate' }, ...options.spec },
    pod: {
      volumes,
      containers: [{ name: 'web', volumeMounts }],
      ...options.pod,
    },
  });
}

/** A claim as an attach leaves it. */
function attached(
  record: Record<string, unknown> = {},
  options: Parameters<typeof claim>[0] = {},
): object {
  const written: Record<string, unknown> = {
    entity: 'component:default/guestbook',
    workload: 'guestbook',
    container: 'web',
    path: '/data',
    'sub-path': 'data',
    'previous-strategy': PREVIOUS,
    ...record,
  };
  return claim({
    ...options,
    annotations: Object.fromEntries(
      Object.entries(written).flatMap(([key, value]) =>
        value === undefined
          ? []
          : [
              [
                `backstage-persistence/${key}`,
                typeof value === 'string' ? value : JSON.stringify(value),
              ],
            ],
      ),
    ),
  });
}

function detach(
  intent: Omit<Detach, 'kind'> = {},
  surroundings: Partial<Surroundings> = {},
) {
  return draft(
    { kind: 'detach', ...intent },
    { objects: [keeping(), attached()], ...surroundings },
  );
}

describe('detach', () => {
  it('takes the claim out, puts the strategy back, and keeps the data', () => {
    const plan = detach();
    expect(plan).toMatchObject({
      intent: { kind: 'detach', claim: 'guestbook-data', keepFor: 'P30D' },
      blockers: [],
      warnings: [],
      dataAtRisk: { window: 'none', why: { code: 'DATA_STAYS_ON_CLAIM' } },
      downtime: { now: 'none', later: { code: 'DEPLOYS_AS_BEFORE' } },
    });
    expect(plan.steps.map(({ step }) => step)).toEqual([
      {
        kind: 'unmount-claim',
        workload: expect.objectContaining({
          kind: 'Deployment',
          uid: 'guestbook-uid',
          generation: 3,
        }),
        claim: 'guestbook-data',
        volume: 'guestbook-data',
        mounts: [
          { container: 'web', init: false, path: '/data', subPath: 'data' },
        ],
        restoredStrategy: PREVIOUS,
      },
      {
        kind: 'await-rollout',
        workload: expect.objectContaining({ name: 'guestbook' }),
        present: [],
        absent: ['guestbook-data'],
      },
      {
        kind: 'shelve-claim',
        namespace: 'demo',
        name: 'guestbook-data',
        uid: 'guestbook-data-uid',
        record: {
          workload: 'guestbook',
          container: 'web',
          path: '/data',
          subPath: 'data',
        },
        keepUntil: '2026-03-03T12:00:00.000Z',
      },
    ]);
    expect(plan.consequences.map(({ text }) => text)).toEqual([
      'The volume guestbook-data goes to the shelf with all its data until 2026-03-03 12:00 UTC, and can be attached again.',
      'guestbook starts with what its image has in /data.',
      'Deploys of guestbook replace pods again as they did before the volume came.',
    ]);
    expect(plan.changes).toEqual([
      {
        object: 'Deployment demo/guestbook',
        verb: 'patch',
        body: {
          spec: {
            strategy: PREVIOUS,
            template: {
              spec: {
                volumes: [{ $patch: 'delete', name: 'guestbook-data' }],
                containers: [
                  {
                    name: 'web',
                    volumeMounts: [{ $patch: 'delete', mountPath: '/data' }],
                  },
                ],
              },
            },
          },
        },
      },
      {
        object: 'PersistentVolumeClaim demo/guestbook-data',
        verb: 'patch',
        body: {
          metadata: {
            annotations: {
              'backstage-persistence/entity': 'component:default/guestbook',
              'backstage-persistence/workload': 'guestbook',
              'backstage-persistence/container': 'web',
              'backstage-persistence/path': '/data',
              'backstage-persistence/sub-path': 'data',
              'backstage-persistence/previous-strategy': null,
              'backstage-persistence/replaced': null,
              'backstage-persistence/keep-until': '2026-03-03T12:00:00.000Z',
            },
          },
        },
      },
    ]);
  });

  it('deletes nothing of the claim', () => {
    expect(detach().changes.map(({ verb }) => verb)).toEqual([
      'patch',
      'patch',
    ]);
  });

  it('gives the same draft for the same input', () => {
    expect(detach()).toEqual(detach());
  });
});

describe('the claim that is meant', () => {
  const two = [
    keeping([
      { claim: 'a', volume: 'a', mounts: [{ mountPath: '/a' }] },
      { claim: 'b', volume: 'b', mounts: [{ mountPath: '/b' }] },
    ]),
    attached({}, { name: 'a' }),
    attached({}, { name: 'b' }),
  ];

  it('has to be said where there are several', () => {
    const plan = detach({}, { objects: two });
    expect(plan.blockers).toMatchObject([
      {
        code: 'CLAIM_NEEDED',
        params: { workload: 'guestbook', claims: 'a, b' },
        remedy: expect.any(String),
      },
    ]);
    expect(plan.intent).not.toHaveProperty('claim');
  });

  it('is the one that is named', () => {
    const plan = detach({ claim: 'b' }, { objects: two });
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'unmount-claim')).toMatchObject({
      claim: 'b',
      volume: 'b',
      mounts: [{ path: '/b' }],
    });
  });

  it.each<[string, Omit<Detach, 'kind'>, Partial<Surroundings>, string]>([
    [
      'the workload does not have it',
      { claim: 'other' },
      { objects: [keeping(), attached(), claim({ name: 'other' })] },
      'CLAIM_NOT_MOUNTED',
    ],
    ['there is no such claim', { claim: 'gone' }, {}, 'CLAIM_NOT_MOUNTED'],
    ['there is none', {}, { objects: [deployment()] }, 'NOTHING_TO_DETACH'],
    [
      'there is only temporary space',
      {},
      {
        objects: [
          deployment({ pod: { volumes: [{ name: 'cache', emptyDir: {} }] } }),
        ],
      },
      'NOTHING_TO_DETACH',
    ],
    [
      'the workload has it, and it is not there',
      {},
      { objects: [keeping()] },
      'CLAIM_UNKNOWN',
    ],
    [
      'it is being deleted, and would be gone',
      {},
      { objects: [keeping(), attached({}, { deleting: true })] },
      'CLAIM_DELETING',
    ],
    [
      'another claim of the pods is being deleted, and would be gone',
      { claim: 'a' },
      {
        objects: [two[0], two[1], attached({}, { name: 'b', deleting: true })],
      },
      'CLAIM_DELETING',
    ],
    [
      'it is a device',
      {},
      {
        objects: [keeping(), attached({}, { spec: { volumeMode: 'Block' } })],
      },
      'CLAIM_WRONG_MODE',
    ],
    [
      'a pod has it more than once',
      {},
      {
        objects: [
          keeping([
            { volume: 'a', mounts: [{ mountPath: '/a' }] },
            { volume: 'b', mounts: [{ mountPath: '/b' }] },
          ]),
          attached(),
        ],
      },
      'NOT_SUPPORTED_YET',
    ],
    [
      'each replica has its own',
      {},
      {
        objects: [
          statefulSet({
            spec: {
              volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
            },
          }),
        ],
        workload: { kind: 'StatefulSet' },
      },
      'NOT_SUPPORTED_YET',
    ],
  ])('is refused where %s', (_, intent, surroundings, code) => {
    const plan = detach(intent, surroundings);
    expect(codesOf(plan.blockers)).toEqual([code]);
    expect(plan.steps).toEqual([]);
  });

  it('is found beside claims that each replica has', () => {
    const plan = detach(
      {},
      {
        objects: [
          statefulSet({
            spec: {
              volumeClaimTemplates: [{ metadata: { name: 'own' }, spec: {} }],
            },
            pod: {
              volumes: [
                {
                  name: 'files',
                  persistentVolumeClaim: { claimName: 'guestbook-data' },
                },
              ],
            },
          }),
          attached(),
        ],
        workload: { kind: 'StatefulSet' },
      },
    );
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'unmount-claim')).toMatchObject({
      volume: 'files',
      mounts: [],
    });
    // Nobody sees it, so that nobody misses it
    expect(codesOf(plan.consequences)).toEqual(['DATA_STAYS_ON_SHELF']);
  });
});

describe('the strategy', () => {
  const restored = (objects: object[], claimName = 'guestbook-data') =>
    stepOf(detach({ claim: claimName }, { objects }), 'unmount-claim')
      .restoredStrategy;
  const both = [
    { claim: 'guestbook-data', volume: 'a', mounts: [{ mountPath: '/a' }] },
    { claim: 'second', volume: 'b', mounts: [{ mountPath: '/b' }] },
  ];

  it('comes back as it was written down', () => {
    const previous = {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 2, maxUnavailable: '10%' },
    };
    expect(
      restored([keeping(), attached({ 'previous-strategy': previous })]),
    ).toEqual(previous);
  });

  it.each<[string, object[]]>([
    [
      'nothing was written down',
      [keeping(), attached({ 'previous-strategy': undefined })],
    ],
    [
      'what was written down makes no sense',
      [keeping(), attached({ 'previous-strategy': '{"type":' })],
    ],
    [
      'it was the same',
      [keeping(), attached({ 'previous-strategy': { type: 'Recreate' } })],
    ],
    [
      'somebody changed it since',
      [
        keeping([{}], { spec: { strategy: { type: 'RollingUpdate' } } }),
        attached(),
      ],
    ],
    [
      'somebody else applies it now',
      [
        keeping([{}], { metadata: appliesStrategy('argocd-controller') }),
        attached(),
      ],
    ],
    [
      'another volume of one node stays',
      [keeping(both), attached(), attached({}, { name: 'second' })],
    ],
  ])('stays where %s', (_, objects) => {
    expect(restored(objects)).toBeUndefined();
  });

  it('comes back where what stays can be shared', () => {
    expect(
      restored([
        keeping(both),
        attached(),
        attached(
          {},
          { name: 'second', spec: { accessModes: ['ReadWriteMany'] } },
        ),
      ]),
    ).toEqual(PREVIOUS);
  });

  it('is none of a StatefulSet', () => {
    const set = statefulSet({
      pod: {
        volumes: [
          {
            name: 'data',
            persistentVolumeClaim: { claimName: 'guestbook-data' },
          },
        ],
      },
    });
    const plan = detach(
      {},
      { objects: [set, attached()], workload: { kind: 'StatefulSet' } },
    );
    expect(stepOf(plan, 'unmount-claim').restoredStrategy).toBeUndefined();
    expect(JSON.stringify(plan.changes[0])).not.toContain('strategy');
  });

  it.each<[string, object, string, string]>([
    [
      'it comes back, and the new pod starts first',
      attached(),
      'none',
      'DEPLOYS_AS_BEFORE',
    ],
    [
      'it comes back, and the pod may be missing',
      attached({
        'previous-strategy': {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: 0, maxUnavailable: '25%' },
        },
      }),
      'brief',
      'DEPLOYS_INTERRUPT',
    ],
    [
      'it stays Recreate',
      attached({ 'previous-strategy': undefined }),
      'brief',
      'DEPLOYS_INTERRUPT',
    ],
  ])('says how long the service is away: %s', (_, object, now, later) => {
    expect(detach({}, { objects: [keeping(), object] }).downtime).toMatchObject(
      { now, later: { code: later } },
    );
  });
});

describe('temporary space whose place the claim took', () => {
  const sharing = (volume: string) =>
    keeping([{ volume, mounts: [] }], {
      pod: {
        initContainers: [
          {
            name: 'prepare',
            volumeMounts: [
              { name: volume, mountPath: '/prepare', subPath: 'data/p' },
            ],
          },
        ],
        containers: [
          {
            name: 'web',
            volumeMounts: [
              { name: volume, mountPath: '/data/', subPath: 'data' },
              { name: volume, mountPath: '/new', subPath: 'other' },
              { name: volume, mountPath: '/whole' },
            ],
          },
        ],
      },
    });
  const replaced = {
    volume: 'cache',
    emptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
  };

  it('comes back, with every mount as it was', () => {
    const plan = detach(
      {},
      { objects: [sharing('cache'), attached({ replaced })] },
    );
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'unmount-claim')).toMatchObject({
      volume: 'cache',
      restoredEmptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
      mounts: [
        { container: 'web', init: false, path: '/data/' },
        { container: 'web', init: false, path: '/new', subPath: 'other' },
        { container: 'web', init: false, path: '/whole' },
        { container: 'prepare', init: true, path: '/prepare', subPath: 'p' },
      ],
    });
    expect(plan.changes[0].body).toMatchObject({
      spec: {
        template: {
          spec: {
            volumes: [
              {
                name: 'cache',
                persistentVolumeClaim: null,
                emptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
              },
            ],
            containers: [
              {
                name: 'web',
                volumeMounts: [
                  { mountPath: '/data/', subPath: null },
                  { mountPath: '/new', subPath: 'other' },
                  { mountPath: '/whole', subPath: null },
                ],
              },
            ],
            initContainers: [
              {
                name: 'prepare',
                volumeMounts: [{ mountPath: '/prepare', subPath: 'p' }],
              },
            ],
          },
        },
      },
    });
    expect(codesOf(plan.consequences)).toEqual([
      'DATA_STAYS_ON_SHELF',
      'EMPTY_DIR_COMES_BACK',
      'STRATEGY_COMES_BACK',
    ]);
  });

  it('does not come back where the claim is in another volume by now', () => {
    const plan = detach(
      {},
      { objects: [sharing('elsewhere'), attached({ replaced })] },
    );
    expect(stepOf(plan, 'unmount-claim')).not.toHaveProperty(
      'restoredEmptyDir',
    );
    expect(JSON.stringify(plan.changes[0].body)).toContain('"$patch":"delete"');
  });
});

describe('the shelf', () => {
  const shelf = (
    intent: Omit<Detach, 'kind'>,
    surroundings: Partial<Surroundings> = {},
  ) => {
    const plan = detach(intent, surroundings);
    return plan.blockers.length > 0
      ? codesOf(plan.blockers)
      : stepOf(plan, 'shelve-claim').keepUntil;
  };

  it.each([
    [undefined, '2026-03-03T12:00:00.000Z'],
    ['P1D', '2026-02-02T12:00:00.000Z'],
    ['P2W', '2026-02-15T12:00:00.000Z'],
    ['P1M', '2026-03-01T12:00:00.000Z'],
    ['P1Y', '2027-02-01T12:00:00.000Z'],
    ['PT12H', '2026-02-02T00:00:00.000Z'],
    ['PT90M', '2026-02-01T13:30:00.000Z'],
    ['P1DT1H1M1S', '2026-02-02T13:01:01.000Z'],
  ])('keeps the claim, for %s, until %s', (keepFor, until) => {
    expect(shelf({ ...(keepFor && { keepFor }) })).toBe(until);
  });

  it.each([
    ['30 days'],
    ['P'],
    ['PT'],
    ['P0D'],
    ['-P1D'],
    ['P1.5D'],
    ['1D'],
    [''],
    ['P99999Y'],
    ['PT1H1D'],
  ])('does not know %j', keepFor => {
    const { blockers } = detach({ keepFor });
    expect(blockers).toMatchObject([
      {
        code: 'DURATION_INVALID',
        params: { duration: keepFor },
        remedy: 'Write it like P30D or PT12H.',
      },
    ]);
  });

  it('keeps as long as the policy says', () => {
    expect(shelf({}, { policies: { shelf: { keepFor: 'P7D' } } })).toBe(
      '2026-02-08T12:00:00.000Z',
    );
  });

  const recorded = (objects: object[]) =>
    stepOf(detach({}, { objects }), 'shelve-claim').record;

  it('remembers where a claim was that was not attached from here', () => {
    expect(
      recorded([
        keeping([{ volume: 'files' }], {
          pod: {
            initContainers: [
              {
                name: 'prepare',
                volumeMounts: [{ name: 'files', mountPath: '/prepare' }],
              },
            ],
            containers: [
              { name: 'proxy' },
              {
                name: 'web',
                volumeMounts: [
                  { name: 'files', mountPath: '/srv/', subPath: 'part' },
                ],
              },
            ],
          },
        }),
        claim(),
      ]),
    ).toEqual({
      workload: 'guestbook',
      container: 'web',
      path: '/srv',
      subPath: 'part',
    });
  });

  it('remembers only whose it was, where no container saw it', () => {
    expect(recorded([keeping([{ mounts: [] }]), claim()])).toEqual({
      workload: 'guestbook',
    });
  });

  it('warns that what was not attached from here may come back', () => {
    const plan = detach({}, { objects: [keeping(), claim()] });
    expect(plan.blockers).toEqual([]);
    expect(plan.warnings).toMatchObject([
      { code: 'NOT_ATTACHED_HERE', severity: 'warning' },
    ]);
    expect(codesOf(plan.consequences)).not.toContain('STRATEGY_COMES_BACK');
  });

  it.each<[string, object[]]>([
    [
      'another workload uses it',
      [
        keeping(),
        attached({}, { spec: { accessModes: ['ReadWriteMany'] } }),
        deployment({
          name: 'second',
          replicas: 0,
          labels: OTHERS,
          pod: {
            volumes: [
              {
                name: 'f',
                persistentVolumeClaim: { claimName: 'guestbook-data' },
              },
            ],
          },
        }),
      ],
    ],
    [
      'it is written on it that it is another entity’s',
      [keeping(), attached({ entity: 'component:default/other' })],
    ],
  ])('gets no claim where %s: that stays as it is', (_, objects) => {
    const plan = detach({}, { objects });
    expect(plan.blockers).toEqual([]);
    expect(plan.steps.map(({ step }) => step.kind)).toEqual([
      'unmount-claim',
      'await-rollout',
    ]);
    expect(plan.changes.map(({ object }) => object)).toEqual([
      'Deployment demo/guestbook',
    ]);
    expect(codesOf(plan.consequences).slice(0, 2)).toEqual([
      'DATA_STAYS_ON_CLAIM',
      'STARTS_WITHOUT_DATA',
    ]);
  });
});

it('is undone by an attach that puts everything back', () => {
  const plan = detach();
  const { record } = stepOf(plan, 'shelve-claim');
  const again = draft(
    { kind: 'attach', claim: { existing: 'guestbook-data' } },
    {
      objects: [
        deployment(),
        claim({
          annotations: {
            'backstage-persistence/entity': 'component:default/guestbook',
            'backstage-persistence/workload': record.workload ?? '',
            'backstage-persistence/container': record.container ?? '',
            'backstage-persistence/path': record.path ?? '',
            'backstage-persistence/sub-path': record.subPath ?? '',
          },
        }),
      ],
    },
  );
  expect(again.blockers).toEqual([]);
  expect(stepOf(again, 'mount-claim')).toMatchObject({
    claim: 'guestbook-data',
    mounts: stepOf(plan, 'unmount-claim').mounts,
    recreate: true,
  });
});
