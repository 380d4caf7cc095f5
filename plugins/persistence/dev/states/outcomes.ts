import {
  createFinding,
  type Operation,
  type ShelvedClaim,
} from 'backstage-plugin-persistence-common';
import type { DevState } from './DevState';
import {
  actions,
  answer,
  assessment,
  claim,
  type Clock,
  CLUSTER,
  persistentAssessment,
} from './building';
import {
  attaching,
  atStep,
  detaching,
  failedAt,
  redeploying,
  succeeded,
} from './buildingOperations';

const FIRST = '00000000-0000-4000-8000-000000000001';

/** The volume of `/data` after it was taken away. */
function shelved(clock: Clock): ShelvedClaim {
  return {
    ...claim({
      state: 'detached',
      usedBy: [],
      unusedSince: clock.secondsAgo(20),
    }),
    path: '/data',
    shelvedAt: clock.secondsAgo(20),
    keepUntil: clock.inDays(30),
    shelvedBy: 'user:default/ada',
  };
}

/** States of operations that have ended. */
export function outcomeStates(clock: Clock): DevState[] {
  const quota = createFinding({
    code: 'QUOTA_EXCEEDED',
    severity: 'danger',
    params: {
      namespace: 'shop',
      words:
        'exceeded quota: storage, requested: requests.storage=1Gi, used: requests.storage=10Gi, limited: requests.storage=10Gi',
    },
  });
  return [
    {
      id: 'turned-on',
      title: 'Turned on',
      answers: [
        answer([persistentAssessment()], {
          operations: [succeeded(attaching(clock), clock)],
        }),
      ],
    },
    {
      id: 'turned-off',
      title: 'Turned off',
      answers: [
        answer([assessment()], {
          operations: [succeeded(detaching(clock), clock)],
          shelf: [shelved(clock)],
        }),
      ],
    },
    {
      id: 'redeployed-kept',
      title: 'Redeployed: data survived',
      answers: [
        answer([persistentAssessment()], {
          operations: [
            succeeded(redeploying(clock, { paths: '/data' }), clock),
          ],
        }),
      ],
    },
    {
      id: 'redeployed-lost',
      title: 'Redeployed: nothing survived',
      answers: [
        answer([assessment()], {
          operations: [succeeded(redeploying(clock), clock)],
        }),
      ],
    },
    {
      id: 'undone',
      title: 'Turned on, then undone',
      answers: [
        answer([assessment()], {
          operations: [
            {
              ...succeeded(detaching(clock), clock),
              undoOf: FIRST,
              undoable: true,
            },
            {
              ...succeeded(attaching(clock), clock, 90),
              id: FIRST,
              state: 'undone',
              undoable: false,
              undoneBy: detaching(clock).id,
            },
          ],
          shelf: [shelved(clock)],
        }),
      ],
    },
    {
      id: 'operation-cancelled',
      title: 'Cancelled before the pods were touched',
      answers: [
        answer([assessment()], {
          operations: [cancelled(clock)],
          shelf: [{ ...shelved(clock), path: '/data' }],
        }),
      ],
    },
    {
      id: 'turn-on-failed',
      title: 'Turning on failed: the namespace is full',
      answers: [
        answer([assessment()], {
          operations: [
            failedAt(attaching(clock), 0, clock, {
              error: quota,
              touched: false,
            }),
          ],
        }),
      ],
    },
    {
      id: 'turn-on-failed-later',
      title: 'Turning on failed after the volume was made',
      answers: [
        answer([assessment()], {
          operations: [
            failedAt(attaching(clock), 1, clock, {
              error: createFinding({
                code: 'REFUSED_BY_CLUSTER',
                severity: 'danger',
                params: {
                  words:
                    'admission webhook "policy.example.com" denied the request: volumes must be encrypted',
                },
              }),
              touched: false,
            }),
          ],
          shelf: [shelved(clock)],
        }),
      ],
    },
    {
      id: 'turn-off-failed',
      title: 'Turning off failed',
      answers: [
        answer([persistentAssessment()], {
          operations: [
            failedAt(detaching(clock), 0, clock, {
              error: createFinding({
                code: 'CHANGED_MEANWHILE',
                severity: 'danger',
                params: { workload: 'orders' },
              }),
              touched: false,
            }),
          ],
        }),
      ],
    },
    {
      id: 'restart-failed',
      title: 'Restarting failed: a right is missing',
      answers: [
        answer([persistentAssessment()], {
          operations: [
            failedAt(redeploying(clock, { paths: '/data' }), 0, clock, {
              error: createFinding({
                code: 'FORBIDDEN_BY_CLUSTER',
                severity: 'danger',
                params: {
                  cluster: CLUSTER,
                  verb: 'patch',
                  resource: 'deployments',
                  namespace: 'shop',
                },
              }),
              touched: false,
            }),
          ],
        }),
      ],
    },
    {
      id: 'needs-attention',
      title: 'Turning on needs attention: the pods do not start',
      answers: [
        answer(
          [
            persistentAssessment({
              rollout: { state: 'stuck', replicas: 1, ready: 0 },
              actions: actions({
                attached: true,
                refused: ['attach', 'redeploy'],
                reason: createFinding({
                  code: 'ROLLOUT_STUCK',
                  severity: 'danger',
                  params: { workload: 'orders', words: '' },
                }),
              }),
            }),
          ],
          {
            operations: [
              failedAt(attaching(clock), 2, clock, {
                error: createFinding({
                  code: 'ROLLOUT_NOT_FINISHED',
                  severity: 'danger',
                  params: { workload: 'orders', minutes: 15 },
                }),
                touched: true,
              }),
            ],
          },
        ),
      ],
    },
  ];
}

function cancelled(clock: Clock): Operation {
  const running = atStep(attaching(clock), 1, clock);
  return {
    ...running,
    state: 'cancelled',
    endedAt: clock.secondsAgo(4),
    steps: running.steps.map((each, index) =>
      index === 0
        ? { ...each, state: 'undone' }
        : {
            kind: each.kind,
            title: each.title,
            state: 'skipped',
          },
    ),
  };
}
