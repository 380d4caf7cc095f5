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
  imageMount,
  orders,
  persistentAssessment,
} from './building';

/** States of the clusters, and of the search for workloads in them. */
export function lookupStates(clock: Clock): DevState[] {
  return [
    {
      id: 'syncing',
      title: 'The cluster is being read',
      answers: [
        answer([], { clusters: [{ name: CLUSTER, state: 'syncing' }] }),
      ],
    },
    {
      id: 'several-clusters',
      title: 'Several clusters: one stale, slow, down, forbidden, read only',
      answers: [
        answer(
          [
            persistentAssessment(),
            assessment({
              workload: orders({ cluster: 'prod-us' }),
              verdict: 'unknown',
              summary: createMessage('SURVIVAL_UNKNOWN', {
                workload: 'orders',
                cluster: 'prod-us',
                resources: 'persistentvolumeclaims',
              }),
              findings: [
                createFinding({
                  code: 'RESOURCES_UNREADABLE',
                  severity: 'warning',
                  params: {
                    cluster: 'prod-us',
                    resources: 'persistentvolumeclaims',
                  },
                }),
              ],
              actions: actions({
                reason: createFinding({
                  code: 'RESOURCES_UNREADABLE',
                  severity: 'danger',
                  params: {
                    cluster: 'prod-us',
                    resources: 'persistentvolumeclaims',
                  },
                }),
              }),
            }),
            persistentAssessment({
              workload: orders({ cluster: 'staging' }),
              mounts: [
                claimMount({ claim: claim({ cluster: 'staging' }) }),
                imageMount(),
              ],
              actions: actions({
                attached: true,
                reason: createFinding({
                  code: 'CLUSTER_READ_ONLY',
                  severity: 'info',
                  params: { cluster: 'staging' },
                }),
              }),
            }),
          ],
          {
            clusters: [
              {
                name: CLUSTER,
                state: 'stale',
                message: 'The connection was refused.',
                observedAt: clock.minutesAgo(12),
              },
              {
                name: 'prod-us',
                state: 'forbidden',
                message:
                  'May not list and watch persistentvolumeclaims: add them to the ClusterRole of the portal.',
              },
              { name: 'prod-asia', state: 'syncing' },
              {
                name: 'prod-africa',
                state: 'unreachable',
                message: 'It did not answer within 10 seconds.',
              },
              { name: 'staging', state: 'read-only' },
            ],
          },
        ),
      ],
    },
    {
      id: 'cluster-unreachable',
      title: 'The only cluster cannot be reached',
      answers: [
        answer([], {
          clusters: [
            {
              name: CLUSTER,
              state: 'unreachable',
              message: 'The connection was refused.',
            },
          ],
        }),
      ],
    },
    {
      id: 'cluster-stale',
      title: 'The cluster does not answer at the moment',
      answers: [
        answer([persistentAssessment()], {
          clusters: [
            {
              name: CLUSTER,
              state: 'stale',
              message: 'The connection was refused.',
              observedAt: clock.minutesAgo(12),
            },
          ],
        }),
      ],
    },
    {
      id: 'cluster-read-only',
      title: 'The cluster is read only',
      answers: [
        answer(
          [
            assessment({
              actions: actions({
                reason: createFinding({
                  code: 'CLUSTER_READ_ONLY',
                  severity: 'info',
                  params: { cluster: CLUSTER },
                }),
              }),
            }),
          ],
          { clusters: [{ name: CLUSTER, state: 'read-only' }] },
        ),
      ],
    },
    {
      id: 'no-annotation',
      title: 'No annotation',
      answers: [answer([], { lookup: { state: 'no-annotation' } })],
    },
    {
      id: 'no-workload',
      title: 'No workload',
      answers: [answer([])],
    },
    {
      id: 'no-cluster',
      title: 'No cluster',
      answers: [answer([], { clusters: [] })],
    },
  ];
}
