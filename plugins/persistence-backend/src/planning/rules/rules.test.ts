import type { Intent } from 'backstage-plugin-persistence-common';
import {
  claim,
  controlledBy,
  deployment,
  other,
  pod,
  replicaSet,
  statefulSet,
} from '../__fixtures__/objects';
import {
  codesOf,
  draft,
  NOW,
  type Surroundings,
} from '../__fixtures__/situation';

/** A guestbook with one claim, so that everything could be done with it. */
const POD = {
  volumes: [{ name: 'files', persistentVolumeClaim: { claimName: 'files' } }],
  containers: [
    { name: 'web', volumeMounts: [{ name: 'files', mountPath: '/files' }] },
  ],
};
const FILES = claim({
  name: 'files',
  spec: { accessModes: ['ReadWriteMany'] },
});

const INTENTS: Record<string, Intent> = {
  attach: {
    kind: 'attach',
    path: '/data',
    existingFiles: 'start-empty',
    claim: { storageClass: 'shared', accessMode: 'ReadWriteMany' },
  },
  detach: { kind: 'detach' },
  redeploy: { kind: 'redeploy' },
};

/** The codes by intent; one text where they are all the same. */
function refusals(surroundings: Surroundings) {
  const byIntent = Object.entries(INTENTS).map(([kind, intent]) => {
    const { blockers, steps, changes } = draft(intent, surroundings);
    if (blockers.length > 0) {
      expect({ steps, changes }).toEqual({ steps: [], changes: [] });
      expect(blockers.every(({ text }) => /\.$/.test(text))).toBe(true);
    }
    return [kind, codesOf(blockers).join(', ') || 'allowed'] as const;
  });
  const [[, first]] = byIntent;
  return byIntent.every(([, codes]) => codes === first)
    ? first
    : Object.fromEntries(byIntent);
}

/** What is around a guestbook that is made so. */
function deploymentWith(
  options: Parameters<typeof deployment>[0] = {},
  ...others: object[]
): Surroundings {
  return { objects: [deployment({ pod: POD, ...options }), FILES, ...others] };
}

function setWith(
  options: Parameters<typeof statefulSet>[0] = {},
  ...others: object[]
): Surroundings {
  return {
    objects: [statefulSet({ pod: POD, ...options }), FILES, ...others],
    workload: { kind: 'StatefulSet' },
  };
}

const LATER = new Date(NOW.getTime() + 1_000).toISOString();
const secondsAgo = (seconds: number) =>
  new Date(NOW.getTime() - seconds * 1_000).toISOString();
const ending = (endsAt: string, node: string | undefined = 'node-1') => [
  replicaSet(),
  pod({ ofDeployment: 'guestbook', endsAt, ...(node && { node }) }),
];
const progressing = (reason: string, status = 'True') => [
  { type: 'Progressing', status, reason },
];

describe('the rules', () => {
  it.each<[string, Surroundings]>([
    ['a Deployment', deploymentWith()],
    ['a StatefulSet', setWith()],
    ['a Deployment at zero replicas', deploymentWith({ replicas: 0 })],
    [
      'one that belongs to somebody who does not control it',
      deploymentWith({
        metadata: controlledBy('Application', 'guestbook', {
          controller: false,
        }),
      }),
    ],
    [
      'one whose pods a ReplicaSet controls',
      deploymentWith({}, replicaSet(), pod({ ofDeployment: 'guestbook' })),
    ],
    [
      'one that several entities select, and that names its owner',
      {
        ...deploymentWith({
          annotations: {
            'backstage-persistence/entity': 'component:default/guestbook',
          },
        }),
        alsoSelectedBy: ['component:default/other'],
      },
    ],
    [
      'one whose pod is not ready, of a rollout that has ended',
      deploymentWith({ status: { readyReplicas: 0, availableReplicas: 0 } }),
    ],
    ['one with a pod that is ending', deploymentWith({}, ...ending(LATER))],
    [
      'one with a pod that may end a little late',
      deploymentWith({}, ...ending(secondsAgo(29))),
    ],
    [
      'one with a pod that never got a node',
      {
        objects: [
          deployment({ pod: POD }),
          FILES,
          replicaSet(),
          pod({ ofDeployment: 'guestbook', endsAt: secondsAgo(600) }),
        ],
      },
    ],
    [
      'one beside whose pods another one’s cannot end',
      deploymentWith(
        {},
        pod({ name: 'other', endsAt: secondsAgo(600), node: 'n' }),
      ),
    ],
    [
      'a StatefulSet whose partition is 0',
      setWith({
        spec: {
          updateStrategy: {
            type: 'RollingUpdate',
            rollingUpdate: { partition: 0 },
          },
        },
      }),
    ],
    [
      'one beside a claim that is being deleted and that it does not use',
      deploymentWith({}, claim({ name: 'gone', deleting: true })),
    ],
    [
      'one in a view without events, ReplicaSets and volumes',
      {
        ...deploymentWith(),
        view: { unknown: ['replicasets', 'persistentvolumes'] },
      },
    ],
  ])('let %s be changed', (_, surroundings) => {
    expect(refusals(surroundings)).toBe('allowed');
  });

  it.each<[string, Surroundings, string | Record<string, string>]>([
    [
      'that several entities select',
      { ...deploymentWith(), alsoSelectedBy: ['component:default/other'] },
      'OWNERSHIP_AMBIGUOUS',
    ],
    [
      'in a cluster that may only be looked at',
      { ...deploymentWith(), view: { readOnly: true } },
      'CLUSTER_READ_ONLY',
    ],
    [
      'of an operator',
      deploymentWith({ metadata: controlledBy('Database', 'guestbook-db') }),
      'OWNED_BY_OPERATOR',
    ],
    [
      'that is paused',
      deploymentWith({ spec: { paused: true } }),
      'WORKLOAD_PAUSED',
    ],
    [
      'whose replicas are let through by a partition',
      setWith({
        spec: {
          updateStrategy: {
            type: 'RollingUpdate',
            rollingUpdate: { partition: 1 },
          },
        },
      }),
      'REVISIONS_DIFFER',
    ],
    [
      'whose replicas are replaced by hand',
      setWith({ spec: { updateStrategy: { type: 'OnDelete' } } }),
      'REVISIONS_DIFFER',
    ],
    [
      'with a pod that should have ended',
      deploymentWith({}, ...ending(secondsAgo(31))),
      'NODE_LOST',
    ],
    [
      'with a claim that is being deleted',
      {
        objects: [
          deployment({ pod: POD }),
          claim({ name: 'files', deleting: true }),
        ],
      },
      'CLAIM_DELETING',
    ],
    [
      'whose latest change is not noticed yet',
      deploymentWith({ status: { observedGeneration: 2 } }),
      {
        attach: 'ROLLOUT_IN_PROGRESS',
        detach: 'allowed',
        redeploy: 'ROLLOUT_IN_PROGRESS',
      },
    ],
    [
      'whose pods are being replaced',
      deploymentWith({
        status: {
          updatedReplicas: 0,
          conditions: progressing('ReplicaSetUpdated'),
        },
      }),
      {
        attach: 'ROLLOUT_IN_PROGRESS',
        detach: 'allowed',
        redeploy: 'ROLLOUT_IN_PROGRESS',
      },
    ],
    [
      'whose old pods are still ending',
      deploymentWith({ status: { replicas: 2 } }),
      {
        attach: 'ROLLOUT_IN_PROGRESS',
        detach: 'allowed',
        redeploy: 'ROLLOUT_IN_PROGRESS',
      },
    ],
    [
      'whose first pod is starting',
      deploymentWith({
        status: {
          readyReplicas: 0,
          availableReplicas: 0,
          conditions: progressing('ReplicaSetUpdated'),
        },
      }),
      {
        attach: 'ROLLOUT_IN_PROGRESS',
        detach: 'allowed',
        redeploy: 'ROLLOUT_IN_PROGRESS',
      },
    ],
    [
      'whose pods are being replaced one by one',
      setWith({ status: { updateRevision: 'two', updatedReplicas: 0 } }),
      {
        attach: 'ROLLOUT_IN_PROGRESS',
        detach: 'allowed',
        redeploy: 'ROLLOUT_IN_PROGRESS',
      },
    ],
    [
      'whose pod of a StatefulSet is not ready',
      setWith({ status: { readyReplicas: 0 } }),
      {
        attach: 'ROLLOUT_IN_PROGRESS',
        detach: 'allowed',
        redeploy: 'ROLLOUT_IN_PROGRESS',
      },
    ],
    [
      'whose latest change is stuck',
      deploymentWith({
        status: {
          updatedReplicas: 0,
          conditions: progressing('ProgressDeadlineExceeded', 'False'),
        },
      }),
      {
        attach: 'ROLLOUT_STUCK',
        detach: 'allowed',
        redeploy: 'ROLLOUT_STUCK',
      },
    ],
  ])('refuse one %s', (_, surroundings, expected) => {
    expect(refusals(surroundings)).toEqual(expected);
  });

  it.each(['DaemonSet', 'Job', 'CronJob'] as const)(
    'refuse a %s, which is only shown',
    kind => {
      const surroundings: Surroundings = {
        objects: [other(kind, { pod: POD }), FILES],
        workload: { kind },
      };
      for (const intent of Object.values(INTENTS)) {
        expect(draft(intent, surroundings).blockers[0]).toMatchObject({
          code: 'NOT_SUPPORTED_YET',
          params: { feature: 'workload-kind', words: `changing a ${kind}` },
        });
      }
    },
  );

  it.each([
    'deployments',
    'statefulsets',
    'daemonsets',
    'cronjobs',
    'jobs',
    'pods',
    'persistentvolumeclaims',
    'storageclasses',
    'horizontalpodautoscalers',
  ] as const)('refuse where the %s have not been read', resource => {
    const surroundings =
      resource === 'deployments' ? setWith() : deploymentWith();
    for (const intent of Object.values(INTENTS)) {
      const { blockers } = draft(intent, {
        ...surroundings,
        view: { unknown: [resource] },
      });
      expect(blockers[0]).toMatchObject({
        code: 'RESOURCES_UNREADABLE',
        params: { cluster: 'prod', resources: resource },
      });
    }
  });

  it('say first who may decide, and then what is wrong', () => {
    const surroundings = {
      ...deploymentWith(
        {
          metadata: controlledBy('Database', 'db'),
          spec: { paused: true },
        },
        ...ending(secondsAgo(600)),
      ),
      alsoSelectedBy: ['component:default/other'],
      view: { readOnly: true },
    };
    expect(codesOf(draft(INTENTS.redeploy, surroundings).blockers)).toEqual([
      'OWNERSHIP_AMBIGUOUS',
      'CLUSTER_READ_ONLY',
      'OWNED_BY_OPERATOR',
      'WORKLOAD_PAUSED',
      'NODE_LOST',
    ]);
  });

  it('name what a person needs to know', () => {
    const said = (surroundings: Surroundings) =>
      draft(INTENTS.redeploy, surroundings).blockers.map(
        ({ text, remedy }) => `${text} ${remedy}`,
      );
    expect(
      said(
        deploymentWith({ metadata: controlledBy('Database', 'guestbook-db') }),
      ),
    ).toEqual([
      'guestbook belongs to Database guestbook-db, which makes it what it should be and takes other changes back. Change Database guestbook-db instead.',
    ]);
    expect(said(deploymentWith({}, ...ending(secondsAgo(600))))).toEqual([
      'Pod guestbook-1-a of guestbook should have ended and has not: its node node-1 does not answer, and nothing else can take its place. Ask those who run the cluster to bring the node back, or to mark it with node.kubernetes.io/out-of-service.',
    ]);
    expect(
      said(setWith({ spec: { updateStrategy: { type: 'OnDelete' } } })),
    ).toEqual([
      'guestbook lets a change reach its replicas by hand only: 1 of 1 run the latest version. Let the latest version reach all replicas, and set the update strategy to RollingUpdate without a partition.',
    ]);
    expect(said(deploymentWith({ status: { updatedReplicas: 0 } }))).toEqual([
      'The latest change of guestbook is still under way. 0 of 1 pods have been replaced. Wait until it has ended.',
    ]);
  });
});
