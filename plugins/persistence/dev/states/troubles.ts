import {
  createFinding,
  createMessage,
} from 'backstage-plugin-persistence-common';
import type { DevState } from './DevState';
import {
  actions,
  answer,
  assessment,
  brokenClaimMount,
  claim,
  claimMount,
  type Clock,
  configMount,
  emptyDirMount,
  imageMount,
  orders,
  persistentAssessment,
} from './building';

const DRIVER_WORDS =
  'failed to provision volume with StorageClass "fast": rpc error: code = ResourceExhausted desc = Not enough disk space on any node';

/** States of claims and rollouts in which a person must know something. */
export function troubleStates(clock: Clock): DevState[] {
  return [
    {
      id: 'deadlock',
      title: 'The next rollout will deadlock',
      answers: [
        answer([
          persistentAssessment({
            findings: [
              createFinding({
                code: 'ROLLOUT_WILL_DEADLOCK',
                severity: 'danger',
                params: {
                  workload: 'orders',
                  claim: 'orders-data',
                  accessMode: 'ReadWriteOnce',
                },
              }),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'class-mismatch',
      title: 'A pre-made volume that is never used',
      answers: [
        answer([
          persistentAssessment({
            findings: [
              createFinding({
                code: 'CLASS_MISMATCH',
                severity: 'warning',
                params: {
                  claim: 'example-pvc',
                  volume: 'example-pv',
                  storageClass: 'standard',
                },
              }),
            ],
            mounts: [
              claimMount({ claim: claim({ name: 'example-pvc' }) }),
              imageMount(),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'claim-waiting',
      title: 'The claim waits for the pod',
      answers: [
        answer([
          persistentAssessment({
            mounts: [
              claimMount({
                claim: claim({
                  state: 'waiting-for-pod',
                  capacitySize: undefined,
                  volumeName: undefined,
                  message: createMessage('CLAIM_WAITS_FOR_FIRST_POD').text,
                }),
              }),
              imageMount(),
            ],
            rollout: {
              state: 'complete',
              replicas: 0,
              ready: 0,
              message: createMessage('ROLLOUT_SCALED_TO_ZERO').text,
            },
          }),
        ]),
      ],
    },
    {
      id: 'claim-failed',
      title: 'The volume cannot be made',
      answers: [
        answer([
          assessment({
            summary: createMessage('VOLUME_UNUSABLE', {
              workload: 'orders',
              paths: '/data',
            }),
            mounts: [
              brokenClaimMount({
                claim: claim({
                  state: 'failed',
                  storageClass: 'fast',
                  capacitySize: undefined,
                  volumeName: undefined,
                }),
              }),
              imageMount(),
            ],
            findings: [
              createFinding({
                code: 'CLAIM_FAILED',
                severity: 'danger',
                params: { claim: 'orders-data', words: DRIVER_WORDS },
                askWhom: 'Platform team',
              }),
            ],
            rollout: {
              state: 'progressing',
              replicas: 1,
              ready: 0,
              message: createMessage('ROLLOUT_STARTING', {
                ready: 0,
                replicas: 1,
              }).text,
            },
            events: [
              {
                at: clock.minutesAgo(1),
                object: 'PersistentVolumeClaim orders-data',
                count: 14,
                message: createMessage('EVENT_PROVISIONING_FAILED', {
                  words: DRIVER_WORDS,
                }),
              },
              {
                at: clock.minutesAgo(9),
                object: 'Pod orders-5d8f7c9b-x2xqz',
                count: 1,
                message: createMessage('EVENT_NOT_PLACED', {
                  words:
                    '0/3 nodes are available: pod has unbound immediate PersistentVolumeClaims',
                }),
              },
            ],
          }),
        ]),
      ],
    },
    {
      id: 'claim-deleting',
      title: 'The claim is being deleted',
      answers: [
        answer([
          assessment({
            summary: createMessage('VOLUME_BEING_DELETED', { paths: '/data' }),
            mounts: [
              brokenClaimMount({
                claim: claim({
                  state: 'deleting',
                  message: createMessage('CLAIM_GOES_WITH_POD').text,
                }),
                survives: {
                  containerRestart: true,
                  redeploy: false,
                  nodeLoss: false,
                },
              }),
              imageMount(),
            ],
            findings: [
              createFinding({
                code: 'CLAIM_DELETING',
                severity: 'danger',
                params: { claim: 'orders-data' },
              }),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'claim-lost',
      title: 'The volume is gone',
      answers: [
        answer([
          assessment({
            summary: createMessage('VOLUME_UNUSABLE', {
              workload: 'orders',
              paths: '/data',
            }),
            mounts: [
              brokenClaimMount({
                claim: claim({ state: 'lost', reclaimPolicy: undefined }),
              }),
              imageMount(),
            ],
            findings: [
              createFinding({
                code: 'CLAIM_LOST',
                severity: 'danger',
                params: { claim: 'orders-data' },
              }),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'growing',
      title: 'The volume grows',
      answers: [
        answer([
          persistentAssessment({
            mounts: [
              claimMount({
                claim: claim({
                  state: 'growing',
                  requestedSize: '5Gi',
                  message: createMessage('CLAIM_GROWS', {
                    capacity: '1 GB',
                    requested: '5 GB',
                  }).text,
                }),
              }),
              imageMount(),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'restart-needed',
      title: 'A restart is needed to finish growing',
      answers: [
        answer([
          persistentAssessment({
            mounts: [
              claimMount({
                claim: claim({
                  state: 'restart-needed',
                  requestedSize: '5Gi',
                }),
              }),
              imageMount(),
            ],
            findings: [
              createFinding({
                code: 'GROWTH_NEEDS_RESTART',
                severity: 'warning',
                params: {
                  claim: 'orders-data',
                  size: '5 GB',
                  workload: 'orders',
                },
              }),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'rollout-progressing',
      title: 'A rollout is under way',
      answers: [
        answer([
          persistentAssessment({
            actions: actions({
              attached: true,
              refused: ['attach', 'redeploy'],
              reason: createFinding({
                code: 'ROLLOUT_IN_PROGRESS',
                severity: 'danger',
                params: {
                  workload: 'orders',
                  words: createMessage('ROLLOUT_REPLACING', {
                    updated: 1,
                    replicas: 3,
                  }).text,
                },
              }),
            }),
            rollout: {
              state: 'progressing',
              replicas: 3,
              ready: 2,
              message: createMessage('ROLLOUT_REPLACING', {
                updated: 1,
                replicas: 3,
              }).text,
            },
            mounts: [
              claimMount({
                claim: claim({
                  accessModes: ['ReadWriteMany'],
                  storageClass: 'shared',
                }),
              }),
              imageMount(),
            ],
            events: [
              {
                at: clock.minutesAgo(0.4),
                object: 'Pod orders-7c9b5d8f-k9k2m',
                count: 1,
                message: createMessage('EVENT_IMAGE_PULLING'),
              },
              {
                at: clock.minutesAgo(0.6),
                object: 'Pod orders-7c9b5d8f-k9k2m',
                count: 1,
                message: createMessage('EVENT_VOLUME_ATTACHED'),
              },
              {
                at: clock.minutesAgo(1),
                object: 'Pod orders-7c9b5d8f-k9k2m',
                count: 1,
                message: createMessage('EVENT_PLACED'),
              },
            ],
          }),
        ]),
      ],
    },
    {
      id: 'rollout-stuck',
      title: 'A rollout is stuck',
      answers: [
        answer([
          persistentAssessment({
            actions: actions({
              attached: true,
              refused: ['attach', 'redeploy'],
              reason: createFinding({
                code: 'ROLLOUT_STUCK',
                severity: 'danger',
                params: {
                  workload: 'orders',
                  words: createMessage('ROLLOUT_TOO_SLOW', {
                    ready: 1,
                    replicas: 1,
                    minutes: 10,
                  }).text,
                },
              }),
            }),
            rollout: {
              state: 'stuck',
              replicas: 1,
              ready: 1,
              message: createMessage('ROLLOUT_TOO_SLOW', {
                ready: 1,
                replicas: 1,
                minutes: 10,
              }).text,
            },
            findings: [
              createFinding({
                code: 'ROLLOUT_DEADLOCKED',
                severity: 'danger',
                params: {
                  workload: 'orders',
                  pod: 'orders-7c9b5d8f-k9k2m',
                  holder: 'orders-5d8f7c9b-x2xqz',
                  claim: 'orders-data',
                },
              }),
            ],
            events: [
              {
                at: clock.minutesAgo(2),
                object: 'Pod orders-7c9b5d8f-k9k2m',
                count: 8,
                message: createMessage('EVENT_VOLUME_HELD_ELSEWHERE'),
              },
            ],
          }),
        ]),
      ],
    },
    {
      id: 'ownership-ambiguous',
      title: 'Several entities select the workload',
      answers: [
        answer([
          assessment({
            findings: [
              createFinding({
                code: 'OWNERSHIP_AMBIGUOUS',
                severity: 'warning',
                params: { count: 2 },
              }),
            ],
            actions: actions({
              reason: createFinding({
                code: 'OWNERSHIP_AMBIGUOUS',
                severity: 'danger',
                params: { count: 2 },
              }),
            }),
          }),
        ]),
      ],
    },
    {
      id: 'managed-by-argo-cd',
      title: 'Managed by Argo CD',
      answers: [
        answer([
          persistentAssessment({
            manager: {
              kind: 'argo-cd',
              name: 'shop',
              evidence: 'annotation argocd.argoproj.io/tracking-id',
            },
          }),
        ]),
      ],
    },
    {
      id: 'shelf',
      title: 'A claim on the shelf',
      answers: [
        answer([assessment()], {
          shelf: [
            {
              ...claim({
                name: 'orders-data',
                state: 'detached',
                usedBy: [],
                unusedSince: clock.daysAgo(3),
              }),
              path: '/data',
              shelvedAt: clock.daysAgo(3),
              keepUntil: clock.inDays(27),
              shelvedBy: 'user:default/ada',
            },
            {
              ...claim({
                name: 'orders-archive',
                state: 'detached',
                requestedSize: '20Gi',
                capacitySize: '20Gi',
                usedBy: [],
                unusedSince: clock.daysAgo(190),
              }),
            },
          ],
        }),
      ],
    },
    {
      id: 'several-workloads',
      title: 'Several workloads',
      answers: [
        answer([
          persistentAssessment(),
          assessment({
            workload: orders({ name: 'orders-api' }),
            summary: createMessage('NOTHING_KEPT', { workload: 'orders-api' }),
            mounts: [imageMount({ container: 'api' })],
            rollout: { state: 'complete', replicas: 3, ready: 3 },
            actions: actions({
              refused: ['attach'],
              reason: createFinding({
                code: 'REPLICAS_NEED_SHARED_CLASS',
                severity: 'danger',
                params: {
                  workload: 'orders-api',
                  replicas: 3,
                  claim: 'orders-api-data',
                  accessMode: 'ReadWriteOnce',
                },
                askWhom: 'Platform team',
              }),
            }),
          }),
          assessment({
            workload: orders({ name: 'orders-worker' }),
            verdict: 'partly-persistent',
            summary: createMessage('DATA_SURVIVES_PARTLY', {
              paths: '/queue',
              lost: '/tmp/work',
            }),
            mounts: [
              claimMount({
                container: 'worker',
                path: '/queue',
                claim: claim({ name: 'orders-queue', requestedSize: '500Mi' }),
              }),
              emptyDirMount({ container: 'worker', path: '/tmp/work' }),
              configMount({ container: 'worker' }),
              imageMount({ container: 'worker' }),
            ],
            findings: [
              createFinding({
                code: 'ROLLOUT_WILL_DEADLOCK',
                severity: 'danger',
                params: {
                  workload: 'orders-worker',
                  claim: 'orders-queue',
                  accessMode: 'ReadWriteOnce',
                },
              }),
            ],
          }),
        ]),
      ],
    },
  ];
}
