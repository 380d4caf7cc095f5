import type { Intent } from 'backstage-plugin-persistence-common';
import {
  appliesStrategy,
  autoscaler,
  claim,
  deployment,
  shelved,
  statefulSet,
  type WorkloadOptions,
} from './__fixtures__/objects';
import {
  codesOf,
  draft,
  stepOf,
  type Surroundings,
} from './__fixtures__/situation';

type Attach = Extract<Intent, { kind: 'attach' }>;

const NEW: Attach = {
  kind: 'attach',
  path: '/data',
  existingFiles: 'start-empty',
};

const SHARED: Attach = {
  ...NEW,
  claim: { storageClass: 'shared', accessMode: 'ReadWriteMany' },
};

function attach(intent: Attach, surroundings: Partial<Surroundings> = {}) {
  return draft(intent, { objects: [deployment()], ...surroundings });
}

describe('attach', () => {
  it('fills in every default, and does what that says', () => {
    expect(attach(NEW)).toEqual({
      intent: {
        kind: 'attach',
        container: 'web',
        path: '/data',
        subPath: 'data',
        claim: {
          name: 'guestbook-data',
          size: '1Gi',
          storageClass: 'standard',
          accessMode: 'ReadWriteOnce',
        },
        existingFiles: 'start-empty',
        rehearse: false,
        perReplica: false,
      },
      steps: [
        {
          step: {
            kind: 'create-claim',
            namespace: 'demo',
            name: 'guestbook-data',
            size: '1Gi',
            storageClass: 'standard',
            accessMode: 'ReadWriteOnce',
            kubernetesId: 'guestbook',
            record: {
              workload: 'guestbook',
              container: 'web',
              path: '/data',
              subPath: 'data',
              previousStrategy: {
                type: 'RollingUpdate',
                rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
              },
            },
            keepUntil: '2026-03-03T12:00:00.000Z',
          },
          title: expect.objectContaining({
            text: 'Make a volume of 1Gi (standard): guestbook-data.',
          }),
        },
        {
          step: {
            kind: 'mount-claim',
            workload: {
              cluster: 'prod',
              namespace: 'demo',
              kind: 'Deployment',
              name: 'guestbook',
              uid: 'guestbook-uid',
              generation: 3,
            },
            claim: 'guestbook-data',
            volume: 'guestbook-data',
            replacesEmptyDir: false,
            mounts: [
              { container: 'web', init: false, path: '/data', subPath: 'data' },
            ],
            recreate: true,
          },
          title: expect.objectContaining({
            text: 'Give guestbook the volume at /data, and let deploys end the old pod first.',
          }),
        },
        {
          step: {
            kind: 'await-rollout',
            workload: expect.objectContaining({ name: 'guestbook' }),
            present: [
              {
                claim: 'guestbook-data',
                mounts: [
                  {
                    container: 'web',
                    init: false,
                    path: '/data',
                    subPath: 'data',
                  },
                ],
              },
            ],
            absent: [],
          },
          title: expect.objectContaining({
            text: 'Restart, and see that /data is on the volume.',
          }),
        },
      ],
      consequences: [
        expect.objectContaining({
          code: 'FILES_WILL_BE_HIDDEN',
          severity: 'warning',
        }),
        expect.objectContaining({ code: 'CLAIM_OUTLIVES_WORKLOAD' }),
        expect.objectContaining({ code: 'STRATEGY_BECOMES_RECREATE' }),
      ],
      warnings: [],
      blockers: [],
      downtime: {
        now: 'brief',
        later: expect.objectContaining({ code: 'DEPLOYS_INTERRUPT' }),
      },
      dataAtRisk: {
        window: 'unknown',
        why: expect.objectContaining({ code: 'NOTHING_IS_CARRIED_OVER' }),
      },
      changes: [
        {
          object: 'PersistentVolumeClaim demo/guestbook-data',
          verb: 'create',
          body: {
            apiVersion: 'v1',
            kind: 'PersistentVolumeClaim',
            metadata: {
              name: 'guestbook-data',
              namespace: 'demo',
              labels: {
                'backstage-persistence/managed': 'true',
                'backstage.io/kubernetes-id': 'guestbook',
              },
              annotations: {
                'backstage-persistence/entity': 'component:default/guestbook',
                'backstage-persistence/workload': 'guestbook',
                'backstage-persistence/container': 'web',
                'backstage-persistence/path': '/data',
                'backstage-persistence/sub-path': 'data',
                'backstage-persistence/previous-strategy':
                  '{"type":"RollingUpdate","rollingUpdate":{"maxSurge":"25%","maxUnavailable":"25%"}}',
              },
            },
            spec: {
              accessModes: ['ReadWriteOnce'],
              storageClassName: 'standard',
              resources: { requests: { storage: '1Gi' } },
            },
          },
        },
        {
          object: 'Deployment demo/guestbook',
          verb: 'patch',
          body: {
            spec: {
              strategy: { $retainKeys: ['type'], type: 'Recreate' },
              template: {
                spec: {
                  volumes: [
                    {
                      name: 'guestbook-data',
                      persistentVolumeClaim: { claimName: 'guestbook-data' },
                    },
                  ],
                  containers: [
                    {
                      name: 'web',
                      volumeMounts: [
                        {
                          name: 'guestbook-data',
                          mountPath: '/data',
                          subPath: 'data',
                        },
                      ],
                    },
                  ],
                },
              },
            },
          },
        },
      ],
      basis: {
        replicas: 1,
        previousStrategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        },
        storageClass: '2026-01-01T00:00:00Z',
      },
    });
  });

  it('gives the claim no owner and none of the labels that tools track', () => {
    const labels = {
      'backstage.io/kubernetes-id': 'guestbook',
      'app.kubernetes.io/instance': 'guestbook',
      'app.kubernetes.io/managed-by': 'Helm',
      'argocd.argoproj.io/instance': 'guestbook',
    };
    const { changes } = attach(NEW, {
      objects: [
        deployment({
          labels,
          annotations: { 'argocd.argoproj.io/tracking-id': 'guestbook:apps' },
        }),
      ],
    });
    const { body } = changes[0] as { body: { metadata: object } };
    expect(body.metadata).not.toHaveProperty('ownerReferences');
    expect(JSON.stringify(body)).not.toMatch(/app\.kubernetes|argocd/);
  });

  it('gives the same draft for the same input, and changes none of it', () => {
    const surroundings = {
      objects: [
        deployment({
          pod: {
            volumes: [{ name: 'cache', emptyDir: {} }],
            containers: [
              {
                name: 'web',
                volumeMounts: [{ name: 'cache', mountPath: '/data' }],
              },
            ],
          },
        }),
        shelved(),
      ],
    };
    const intent = Object.freeze({ kind: 'attach' as const });
    const once = attach(intent, surroundings);
    expect(attach(intent, surroundings)).toEqual(once);
    expect(intent).toEqual({ kind: 'attach' });
  });

  it('asks for the same when its own defaults come back', () => {
    const first = attach(NEW);
    const again = draft(first.intent, { objects: [deployment()] });
    expect(again).toEqual(first);
  });

  it('has nothing to do, and no cluster to ask, where it may not', () => {
    const plan = attach({ ...NEW, path: '/etc' });
    expect(plan).toMatchObject({
      steps: [],
      changes: [],
      consequences: [],
      warnings: [],
      downtime: { now: 'none' },
      dataAtRisk: { window: 'none', why: { code: 'NOTHING_IS_CHANGED' } },
    });
  });

  it('says what stands in the way of the workload, and what is wrong with the wish', () => {
    const plan = attach(
      { ...NEW, path: '/etc' },
      { objects: [deployment({ spec: { paused: true } })] },
    );
    expect(codesOf(plan.blockers)).toEqual([
      'WORKLOAD_PAUSED',
      'PATH_NOT_ALLOWED',
    ]);
  });

  it('keeps for the shelf as long as the policy says, should it be taken back', () => {
    const plan = attach(NEW, { policies: { shelf: { keepFor: 'PT6H' } } });
    expect(stepOf(plan, 'create-claim').keepUntil).toBe(
      '2026-02-01T18:00:00.000Z',
    );
  });

  it('does not write an id that the workload lacks', () => {
    const plan = attach(NEW, {
      objects: [deployment({ labels: { app: 'guestbook' } })],
    });
    expect(stepOf(plan, 'create-claim')).not.toHaveProperty('kubernetesId');
  });
});

describe('several replicas', () => {
  const CODE = 'REPLICAS_NEED_SHARED_CLASS';
  const set = { workload: { kind: 'StatefulSet' as const } };

  it.each<[string, Attach, Partial<Surroundings>]>([
    ['three replicas', NEW, { objects: [deployment({ replicas: 3 })] }],
    ['an autoscaler', NEW, { objects: [deployment(), autoscaler(3)] }],
    [
      'an autoscaler of a Deployment at zero',
      NEW,
      { objects: [deployment({ replicas: 0 }), autoscaler(3)] },
    ],
    [
      'three replicas of a StatefulSet',
      NEW,
      { objects: [statefulSet({ replicas: 3 })], ...set },
    ],
    [
      'three replicas, and one pod at a time',
      { ...NEW, claim: { accessMode: 'ReadWriteOncePod' } },
      { objects: [deployment({ replicas: 3 })] },
    ],
    [
      'three replicas, and a volume of the shelf for one node',
      { kind: 'attach' },
      { objects: [deployment({ replicas: 3 }), shelved()] },
    ],
    [
      'three replicas, and a class that could be shared but is not to be',
      { ...NEW, claim: { storageClass: 'shared' } },
      { objects: [deployment({ replicas: 3 })] },
    ],
  ])('cannot share a volume of one node: %s', (_, intent, surroundings) => {
    const plan = attach(intent, surroundings);
    expect(plan.blockers).toMatchObject([
      {
        code: CODE,
        params: { workload: 'guestbook', replicas: 3, claim: 'guestbook-data' },
        remedy: expect.stringContaining('ReadWriteMany'),
      },
    ]);
    expect(plan.steps).toEqual([]);
  });

  it.each<[string, Attach, Partial<Surroundings>]>([
    [
      'three replicas, a shared class',
      SHARED,
      { objects: [deployment({ replicas: 3 })] },
    ],
    [
      'an autoscaler, a shared class',
      SHARED,
      { objects: [deployment(), autoscaler(3)] },
    ],
    [
      'three replicas, a shared volume of the shelf',
      { kind: 'attach' },
      {
        objects: [
          deployment({ replicas: 3 }),
          shelved({ spec: { accessModes: ['ReadWriteMany'] } }),
        ],
      },
    ],
    [
      'an autoscaler of up to one',
      NEW,
      { objects: [deployment(), autoscaler(1)] },
    ],
    [
      'the autoscaler of another workload',
      NEW,
      {
        objects: [
          deployment(),
          autoscaler(3, { kind: 'Deployment', name: 'other' }),
        ],
      },
    ],
    ['one replica of a StatefulSet', NEW, { objects: [statefulSet()], ...set }],
    ['no replica', NEW, { objects: [deployment({ replicas: 0 })] }],
  ])('may have one: %s', (_, intent, surroundings) => {
    expect(attach(intent, surroundings).blockers).toEqual([]);
  });
});

describe('the strategy', () => {
  const strategyOf = (
    intent: Attach,
    options: WorkloadOptions,
    objects: object[] = [],
  ) => {
    const plan = attach(intent, { objects: [deployment(options), ...objects] });
    return {
      blockers: codesOf(plan.blockers),
      ...(plan.steps.length > 0 && {
        recreate: stepOf(plan, 'mount-claim').recreate,
        previous: plan.steps.flatMap(({ step }) =>
          step.kind === 'create-claim' || step.kind === 'adopt-claim'
            ? (step.record.previousStrategy ?? [])
            : [],
        ),
      }),
    };
  };
  const rolling = (rollingUpdate?: object): WorkloadOptions => ({
    spec: { strategy: { type: 'RollingUpdate', rollingUpdate } },
  });
  const recreate: WorkloadOptions = {
    spec: { strategy: { type: 'Recreate' } },
  };

  it.each<[string, WorkloadOptions, object]>([
    [
      'as its manifest says it',
      rolling({ maxSurge: 2, maxUnavailable: '10%' }),
      {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 2, maxUnavailable: '10%' },
      },
    ],
    ['where its manifest says nothing', rolling(), { type: 'RollingUpdate' }],
    [
      'also where no pod is surplus',
      rolling({ maxSurge: 0, maxUnavailable: 1 }),
      {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
      },
    ],
  ])(
    'changes for a volume of one node, and is written down %s',
    (_, options, previous) => {
      expect(strategyOf(NEW, options)).toEqual({
        blockers: [],
        recreate: true,
        previous: [previous],
      });
    },
  );

  it.each<[string, Attach, WorkloadOptions, object[]]>([
    ['for a volume that many share', SHARED, rolling(), []],
    ['where it is that already', NEW, recreate, []],
    [
      'for a shared volume of the shelf',
      { kind: 'attach' },
      rolling(),
      [shelved({ spec: { accessModes: ['ReadWriteMany'] } })],
    ],
  ])('stays as it is %s', (_, intent, options, objects) => {
    expect(strategyOf(intent, options, objects)).toEqual({
      blockers: [],
      recreate: false,
      previous: [],
    });
  });

  it('is none of a StatefulSet', () => {
    const plan = attach(NEW, {
      objects: [statefulSet()],
      workload: { kind: 'StatefulSet' },
    });
    expect(stepOf(plan, 'mount-claim').recreate).toBe(false);
    expect(stepOf(plan, 'create-claim').record).not.toHaveProperty(
      'previousStrategy',
    );
    expect(JSON.stringify(plan.changes)).not.toContain('strategy');
    expect(plan.downtime).toMatchObject({ now: 'brief' });
  });

  it('is handed on by the volume that changed it, so that the last one to go puts it back', () => {
    const previous = {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
    };
    const first = claim({
      name: 'first',
      annotations: {
        'backstage-persistence/previous-strategy': JSON.stringify(previous),
      },
    });
    expect(
      strategyOf(
        NEW,
        {
          ...recreate,
          pod: {
            volumes: [
              { name: 'first', persistentVolumeClaim: { claimName: 'first' } },
            ],
          },
        },
        [first],
      ),
    ).toEqual({ blockers: [], recreate: false, previous: [previous] });
  });

  it.each(['argocd-controller', 'kustomize-controller', 'helm', 'kubectl'])(
    'is not taken from %s, which applies it',
    manager => {
      const plan = attach(NEW, {
        objects: [deployment({ metadata: appliesStrategy(manager) })],
      });
      expect(plan.blockers).toMatchObject([
        {
          code: 'STRATEGY_OWNED',
          params: { workload: 'guestbook', manager },
          remedy: `Let ${manager} set the strategy of the workload to Recreate.`,
        },
      ]);
    },
  );

  it.each<[string, Attach, WorkloadOptions]>([
    [
      'who applies it is ourselves',
      NEW,
      { metadata: appliesStrategy('backstage-persistence') },
    ],
    [
      'somebody wrote it and does not apply it',
      NEW,
      { metadata: appliesStrategy('kubectl-client-side-apply', 'Update') },
    ],
    [
      'it is Recreate already',
      NEW,
      { ...recreate, metadata: appliesStrategy('argocd-controller') },
    ],
    [
      'the volume can be shared',
      SHARED,
      { metadata: appliesStrategy('argocd-controller') },
    ],
  ])('is no hindrance where %s', (_, intent, options) => {
    expect(strategyOf(intent, options).blockers).toEqual([]);
  });
});

describe('the downtime', () => {
  it.each<[string, Attach, object, string, string]>([
    ['becomes Recreate', NEW, deployment(), 'brief', 'DEPLOYS_INTERRUPT'],
    [
      'becomes Recreate at zero replicas',
      NEW,
      deployment({ replicas: 0 }),
      'none',
      'DEPLOYS_INTERRUPT',
    ],
    ['shared volume', SHARED, deployment(), 'none', 'DEPLOYS_AS_BEFORE'],
    [
      'shared volume, one pod that may be missing',
      SHARED,
      deployment({
        spec: {
          strategy: {
            type: 'RollingUpdate',
            rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
          },
        },
      }),
      'brief',
      'DEPLOYS_INTERRUPT',
    ],
    [
      'shared volume, three pods',
      SHARED,
      deployment({ replicas: 3 }),
      'none',
      'DEPLOYS_AS_BEFORE',
    ],
  ])('is said: %s', (_, intent, object, now, later) => {
    expect(attach(intent, { objects: [object] }).downtime).toMatchObject({
      now,
      later: { code: later },
    });
  });
});

describe('what the plan was based on', () => {
  it('holds while pods come and go', () => {
    const ready = attach(NEW);
    const flapping = attach(NEW, {
      objects: [
        deployment({ status: { readyReplicas: 0, availableReplicas: 0 } }),
      ],
    });
    expect(flapping.blockers).toEqual([]);
    expect(flapping.basis).toEqual(ready.basis);
    expect(flapping.intent).toEqual(ready.intent);
  });

  it('does not hold an autoscaler, a class or a record that changed', () => {
    const base = attach(SHARED).basis;
    expect(
      attach(SHARED, { objects: [deployment(), autoscaler(5)] }).basis,
    ).not.toEqual(base);
    const kept = (record: Record<string, string>) =>
      attach(
        { kind: 'attach', claim: { existing: 'guestbook-data' }, path: '/x' },
        { objects: [deployment(), shelved({ record })] },
      ).basis;
    expect(kept({})).toEqual(kept({ 'keep-until': '2027-01-01T00:00:00Z' }));
    expect(kept({})).not.toEqual(kept({ path: '/elsewhere' }));
  });
});
