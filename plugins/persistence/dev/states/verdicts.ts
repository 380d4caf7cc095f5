import {
  createFinding,
  createMessage,
} from 'backstage-plugin-persistence-common';
import type { DevState } from './DevState';
import {
  actions,
  answer,
  assessment,
  claim,
  claimMount,
  CLUSTER,
  type Clock,
  configMount,
  emptyDirMount,
  imageMount,
  orders,
  persistentAssessment,
} from './building';

/** One state for each verdict and its reasons. */
export function verdictStates(clock: Clock): DevState[] {
  return [
    {
      id: 'not-persistent',
      title: 'Not persistent: inside the container',
      answers: [answer([assessment()])],
    },
    {
      id: 'files-lost',
      title: 'Not persistent: files were found that would be lost',
      answers: [
        answer([
          assessment({
            summary: createMessage('FILES_LOST', {
              workload: 'orders',
              files: 3,
              paths: '/data',
              bytes: 12_582_912,
              size: '12 MB',
            }),
            inspection: {
              at: clock.minutesAgo(4),
              complete: true,
              paths: [
                {
                  container: 'orders',
                  pod: 'orders-5d8f7c9b-x2xqz',
                  path: '/data',
                  files: 3,
                  bytes: 12_582_912,
                  newestChange: clock.minutesAgo(6),
                  survives: false,
                },
              ],
            },
          }),
        ]),
      ],
    },
    {
      id: 'empty-dir',
      title: 'Not persistent: temporary space',
      answers: [
        answer([
          assessment({
            summary: createMessage('TEMPORARY_SPACE_ONLY', {
              workload: 'orders',
              paths: '/data',
            }),
            mounts: [
              emptyDirMount({ path: '/data', volume: 'data' }),
              configMount(),
              imageMount(),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'nothing-written',
      title: 'Nothing to lose',
      answers: [
        answer([
          assessment({
            summary: createMessage('NOTHING_WRITTEN', { workload: 'orders' }),
          }),
        ]),
      ],
    },
    {
      id: 'persistent',
      title: 'Persistent',
      answers: [answer([persistentAssessment()])],
    },
    {
      id: 'persistent-with-usage',
      title: 'Persistent, with usage and proof',
      answers: [
        answer([
          persistentAssessment({
            mounts: [
              claimMount({
                claim: claim({
                  usage: {
                    usedBytes: 432_013_312,
                    capacityBytes: 1_073_741_824,
                    at: clock.minutesAgo(1),
                    source: 'prometheus',
                  },
                }),
              }),
              configMount(),
              imageMount(),
            ],
            proof: { at: clock.minutesAgo(42), operationId: '1' },
          }),
        ]),
      ],
    },
    {
      id: 'almost-full',
      title: 'Persistent, almost full',
      answers: [
        answer([
          persistentAssessment({
            mounts: [
              claimMount({
                claim: claim({
                  usage: {
                    usedBytes: 1_009_317_314,
                    capacityBytes: 1_073_741_824,
                    at: clock.minutesAgo(1),
                    source: 'exec',
                  },
                }),
              }),
              imageMount(),
            ],
            findings: [
              createFinding({
                code: 'VOLUME_ALMOST_FULL',
                severity: 'warning',
                params: { claim: 'orders-data', percent: 94 },
              }),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'partly-persistent',
      title: 'Partly persistent',
      answers: [
        answer([
          assessment({
            verdict: 'partly-persistent',
            summary: createMessage('DATA_SURVIVES_PARTLY', {
              paths: '/data',
              lost: '/uploads',
            }),
            mounts: [
              claimMount({ claim: claim() }),
              emptyDirMount({ path: '/uploads', volume: 'uploads' }),
              configMount(),
              imageMount(),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'node-local',
      title: 'Persistent on one node only',
      answers: [
        answer([
          persistentAssessment({
            summary: createMessage('DATA_SURVIVES_ON_ITS_NODE', {
              paths: '/data',
            }),
            mounts: [
              claimMount({
                claim: claim({ storageClass: 'local-path' }),
                survives: {
                  containerRestart: true,
                  redeploy: true,
                  nodeLoss: false,
                },
              }),
              imageMount(),
            ],
            findings: [
              createFinding({
                code: 'NODE_PINNED',
                severity: 'info',
                params: { claim: 'orders-data', workload: 'orders' },
              }),
            ],
          }),
        ]),
      ],
    },
    {
      id: 'unknown',
      title: 'Unknown: claims may not be read',
      answers: [
        answer(
          [
            assessment({
              verdict: 'unknown',
              summary: createMessage('SURVIVAL_UNKNOWN', {
                workload: 'orders',
                cluster: CLUSTER,
                resources: 'persistentvolumeclaims',
              }),
              findings: [
                createFinding({
                  code: 'RESOURCES_UNREADABLE',
                  severity: 'warning',
                  params: {
                    cluster: CLUSTER,
                    resources: 'persistentvolumeclaims',
                  },
                }),
              ],
              actions: actions({
                attached: true,
                reason: createFinding({
                  code: 'RESOURCES_UNREADABLE',
                  severity: 'danger',
                  params: {
                    cluster: CLUSTER,
                    resources: 'persistentvolumeclaims',
                  },
                }),
              }),
              mounts: [
                { ...claimMount({ claim: claim() }), claim: undefined },
                imageMount(),
              ],
            }),
          ],
          {
            clusters: [
              {
                name: CLUSTER,
                state: 'forbidden',
                message:
                  'May not list and watch persistentvolumeclaims: add them to the ClusterRole of the portal.',
              },
            ],
          },
        ),
      ],
    },
    {
      id: 'stateful-set',
      title: 'Persistent: a StatefulSet with three replicas',
      answers: [
        answer([
          persistentAssessment({
            workload: orders({ kind: 'StatefulSet', name: 'ledger' }),
            summary: createMessage('DATA_SURVIVES_PER_REPLICA', {
              paths: '/var/lib/postgresql/data',
              replicas: 3,
            }),
            mounts: [
              ...[0, 1, 2].map(replica =>
                claimMount({
                  container: 'ledger',
                  path: '/var/lib/postgresql/data',
                  subPath: 'pgdata',
                  source: 'claim-template',
                  claim: claim({
                    name: `data-ledger-${replica}`,
                    replica,
                    requestedSize: '10Gi',
                    capacitySize: '10Gi',
                    usedBy: [orders({ kind: 'StatefulSet', name: 'ledger' })],
                  }),
                }),
              ),
              configMount({ container: 'ledger', path: '/etc/ledger' }),
              imageMount({ container: 'ledger' }),
            ],
            actions: actions({
              attached: true,
              refused: ['detach'],
              reason: createFinding({
                code: 'NOT_SUPPORTED_YET',
                severity: 'danger',
                params: {
                  feature: 'per-replica',
                  words: 'taking away the volumes that each replica has',
                },
              }),
            }),
            rollout: { state: 'complete', replicas: 3, ready: 3 },
          }),
        ]),
      ],
    },
    {
      id: 'cron-job',
      title: 'A CronJob, which is shown and not changed',
      answers: [
        answer([
          assessment({
            workload: orders({ kind: 'CronJob', name: 'nightly-report' }),
            summary: createMessage('NOTHING_KEPT_BETWEEN_RUNS', {
              workload: 'nightly-report',
            }),
            mounts: [imageMount({ container: 'report' })],
            actions: [],
          }),
        ]),
      ],
    },
  ];
}
