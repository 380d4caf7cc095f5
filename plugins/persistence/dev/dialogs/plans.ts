import {
  createFinding,
  createMessage,
  parseQuantity,
  type Finding,
  type Intent,
  type MessageCode,
  type Plan,
  type ShelvedClaim,
} from 'backstage-plugin-persistence-common';
import { orders } from '../states/building';

type IntentOf<K extends Intent['kind']> = Extract<Intent, { kind: K }>;

const UNTIL = '2027-01-20T12:00:00Z';
const NOTHING = createMessage('NOTHING_IS_CHANGED', { workload: 'orders' });

/** A finding of a plan. */
export function finding(
  code: MessageCode,
  params: Finding['params'],
  severity: Finding['severity'] = 'info',
): Finding {
  return createFinding({ code, severity, params });
}

function plan(parts: Partial<Plan> & Pick<Plan, 'intent'>): Plan {
  return {
    id: 'plan',
    fingerprint: 'as-it-was',
    entityRef: 'component:default/orders',
    target: { workload: orders() },
    steps: [],
    consequences: [],
    warnings: [],
    blockers: [],
    downtime: { now: 'none', later: NOTHING },
    dataAtRisk: { window: 'none', why: NOTHING },
    changes: [],
    ...parts,
  };
}

/** A plan that may not be carried out. */
export function blockedPlan(intent: Intent, ...blockers: Finding[]): Plan {
  return plan({ intent, blockers });
}

/** Keeps a folder, roughly as the backend would plan it, so that the fields of the dialog can be tried. */
export function attachPlan(
  intent: IntentOf<'attach'>,
  options: { shelf?: ShelvedClaim[] } = {},
): Plan {
  const { path = '/data', claim, existingFiles = 'copy-running' } = intent;
  const shelved = options.shelf?.find(each => each.path === path);
  const existing = existingOf(claim, shelved);
  const wanted =
    claim && !('existing' in claim || 'volume' in claim || 'snapshot' in claim)
      ? claim
      : {};
  const {
    size = '1Gi',
    storageClass = 'standard',
    name = 'orders-data',
  } = wanted;
  const accessMode =
    storageClass === 'shared' ? 'ReadWriteMany' : 'ReadWriteOnce';
  const filled: IntentOf<'attach'> = {
    ...intent,
    container: 'orders',
    path,
    ...(intent.subPath === undefined && { subPath: 'data' }),
    claim: existing
      ? { existing }
      : { size, storageClass, name, accessMode, ...wanted },
    existingFiles,
  };
  const blockers = blockersOf({ path, size, existingFiles, existing });
  if (blockers.length > 0) {
    return plan({
      intent: { ...filled, claim: existing ? { existing } : wanted },
      blockers,
    });
  }
  const params = { workload: 'orders', claim: existing ?? name, path };
  return plan({
    intent: filled,
    steps: [
      existing
        ? {
            kind: 'adopt-claim',
            title: createMessage('STEP_ADOPT_CLAIM', params),
          }
        : {
            kind: 'create-claim',
            title: createMessage('STEP_CREATE_CLAIM', {
              ...params,
              size,
              storageClass,
            }),
          },
      {
        kind: 'mount-claim',
        title: createMessage('STEP_MOUNT_CLAIM_AND_RECREATE', params),
      },
      {
        kind: 'await-rollout',
        title: createMessage('STEP_AWAIT_MOUNTED', params),
      },
    ],
    consequences: [
      existing
        ? finding('CLAIM_KEEPS_ITS_FILES', params)
        : finding('FILES_WILL_BE_HIDDEN', params, 'warning'),
      finding('CLAIM_OUTLIVES_WORKLOAD', params),
      finding('STRATEGY_BECOMES_RECREATE', params),
    ],
    downtime: {
      now: 'brief',
      later: createMessage('DEPLOYS_INTERRUPT', params),
    },
    dataAtRisk: {
      window: 'unknown',
      why: createMessage('NOTHING_IS_CARRIED_OVER', params),
    },
    changes: [
      ...(existing ? [] : [createClaim(name, size, storageClass)]),
      mountClaim(existing ?? name, path),
    ],
  });
}

function existingOf(
  claim: IntentOf<'attach'>['claim'],
  shelved: ShelvedClaim | undefined,
): string | undefined {
  if (claim === undefined) {
    return shelved?.name;
  }
  return 'existing' in claim ? claim.existing : undefined;
}

function blockersOf(wanted: {
  path: string;
  size: string;
  existingFiles: string;
  existing?: string;
}): Finding[] {
  const { path, size, existingFiles, existing } = wanted;
  const fitting = existing ? 'keep-claim' : 'start-empty';
  return [
    ...(path.startsWith('/')
      ? []
      : [finding('PATH_INVALID', { path }, 'danger')]),
    ...(path.startsWith('/etc')
      ? [finding('PATH_NOT_ALLOWED', { path, rule: '/etc/**' }, 'danger')]
      : []),
    ...((parseQuantity(size) ?? 0) > 0
      ? []
      : [finding('SIZE_INVALID', { size }, 'danger')]),
    ...(existingFiles === fitting
      ? []
      : [
          finding(
            'NOT_SUPPORTED_YET',
            {
              feature: `existing-files-${existingFiles}`,
              words: existingFiles,
            },
            'danger',
          ),
        ]),
  ];
}

function createClaim(
  name: string,
  size: string,
  storageClass: string,
): Plan['changes'][number] {
  return {
    object: `PersistentVolumeClaim shop/${name}`,
    verb: 'create',
    body: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: {
        name,
        namespace: 'shop',
        labels: { 'backstage-persistence/managed': 'true' },
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: storageClass,
        resources: { requests: { storage: size } },
      },
    },
  };
}

function mountClaim(claim: string, path: string): Plan['changes'][number] {
  return {
    object: 'Deployment shop/orders',
    verb: 'patch',
    body: {
      spec: {
        strategy: { $retainKeys: ['type'], type: 'Recreate' },
        template: {
          spec: {
            volumes: [
              { name: claim, persistentVolumeClaim: { claimName: claim } },
            ],
            containers: [
              {
                name: 'orders',
                volumeMounts: [
                  { name: claim, mountPath: path, subPath: 'data' },
                ],
              },
            ],
          },
        },
      },
    },
    diff: [
      '@@ -12,9 +12,7 @@',
      '   strategy:',
      '-    rollingUpdate:',
      '-      maxSurge: 25%',
      '-    type: RollingUpdate',
      '+    type: Recreate',
      '@@ -31,3 +29,10 @@',
      '       - image: registry.example/orders:1.4',
      '         name: orders',
      '+        volumeMounts:',
      `+          - mountPath: ${path}`,
      `+            name: ${claim}`,
      '+            subPath: data',
      '+      volumes:',
      `+        - name: ${claim}`,
      '+          persistentVolumeClaim:',
      `+            claimName: ${claim}`,
      '',
    ].join('\n'),
  };
}

/** Takes a volume away. */
export function detachPlan(intent: IntentOf<'detach'>): Plan {
  const { claim = 'orders-data', keepFor = 'P30D' } = intent;
  const params = {
    workload: 'orders',
    claim,
    paths: '/data',
    until: UNTIL,
  };
  return plan({
    intent: { ...intent, claim, keepFor },
    steps: [
      {
        kind: 'unmount-claim',
        title: createMessage('STEP_UNMOUNT_CLAIM', params),
      },
      {
        kind: 'await-rollout',
        title: createMessage('STEP_AWAIT_UNMOUNTED', params),
      },
      {
        kind: 'shelve-claim',
        title: createMessage('STEP_SHELVE_CLAIM', params),
      },
    ],
    consequences: [
      finding('DATA_STAYS_ON_SHELF', params),
      finding('STARTS_WITHOUT_DATA', params, 'warning'),
      finding('STRATEGY_COMES_BACK', params),
    ],
    downtime: {
      now: 'none',
      later: createMessage('DEPLOYS_AS_BEFORE', params),
    },
    dataAtRisk: {
      window: 'none',
      why: createMessage('DATA_STAYS_ON_CLAIM', params),
    },
    changes: [
      {
        object: 'Deployment shop/orders',
        verb: 'patch',
        body: {
          spec: {
            template: {
              spec: { volumes: [{ $patch: 'delete', name: claim }] },
            },
          },
        },
      },
    ],
  });
}

/** Restarts. */
export function redeployPlan(paths?: string): Plan {
  const params = { workload: 'orders' };
  return plan({
    intent: { kind: 'redeploy' },
    steps: [
      {
        kind: 'restart-workload',
        title: createMessage('STEP_RESTART', params),
      },
      {
        kind: 'await-rollout',
        title: createMessage('STEP_AWAIT_RESTARTED', params),
      },
    ],
    consequences: [
      paths
        ? finding('REDEPLOY_KEEPS', { ...params, paths })
        : finding('REDEPLOY_LOSES', params, 'warning'),
    ],
    downtime: {
      now: 'brief',
      nowSeconds: 3,
      later: createMessage('DEPLOYS_INTERRUPT', params),
    },
    dataAtRisk: {
      window: paths ? 'none' : 'unknown',
      why: paths
        ? createMessage('ONLY_VOLUMES_ARE_KEPT', { ...params, paths })
        : createMessage('NOTHING_KEPT', params),
    },
    changes: [
      {
        object: 'Deployment shop/orders',
        verb: 'patch',
        body: {
          spec: {
            template: {
              metadata: {
                annotations: {
                  'kubectl.kubernetes.io/restartedAt': '2026-11-21T12:00:00Z',
                },
              },
            },
          },
        },
      },
    ],
  });
}
