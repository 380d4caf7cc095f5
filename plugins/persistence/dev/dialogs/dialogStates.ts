import type {
  Intent,
  Plan,
  ShelvedClaim,
} from 'backstage-plugin-persistence-common';
import {
  assessment,
  claim,
  claimMount,
  Clock,
  emptyDirMount,
  imageMount,
  persistentAssessment,
} from '../states/building';
import {
  attaching,
  atStep,
  detaching,
  succeeded,
} from '../states/buildingOperations';
import type { DialogState } from './DialogState';
import { OPTIONS } from './options';
import {
  attachPlan,
  blockedPlan,
  detachPlan,
  finding,
  redeployPlan,
} from './plans';

/** Every state of the dialogs. */
export function createDialogStates(now: Date = new Date()): DialogState[] {
  const clock = new Clock(now);
  const shelved: ShelvedClaim = {
    ...claim({ state: 'detached', usedBy: [] }),
    path: '/data',
    shelvedAt: clock.daysAgo(3),
    keepUntil: clock.inDays(27),
    shelvedBy: 'user:default/ada',
  };
  const keep: DialogState = {
    id: 'keep',
    title: 'Keep data',
    question: { kind: 'keep', workload: assessment(), shelf: [] },
    options: OPTIONS,
    plan: intent => planFor(intent, []),
  };
  const stop: DialogState = {
    ...keep,
    id: 'stop',
    title: 'Stop keeping data',
    question: { kind: 'stop', workload: persistentAssessment() },
  };
  const redeploy: DialogState = {
    ...keep,
    id: 'redeploy',
    title: 'Redeploy what survives',
    question: {
      kind: 'redeploy',
      workload: persistentAssessment({
        mounts: [
          claimMount({ claim: claim() }),
          emptyDirMount({ path: '/uploads' }),
          imageMount(),
        ],
      }),
    },
    plan: () => redeployPlan('/data'),
  };

  return [
    keep,
    {
      ...keep,
      id: 'keep-loading',
      title: 'Keep data: the plan is being made',
      plan: () => ({ kind: 'pending' }),
    },
    {
      ...keep,
      id: 'keep-from-shelf',
      title: 'Keep data: a volume from the shelf',
      question: { kind: 'keep', workload: assessment(), shelf: [shelved] },
      options: { ...OPTIONS, claims: [shelved] },
      plan: intent => planFor(intent, [shelved]),
    },
    {
      ...keep,
      id: 'keep-containers',
      title: 'Keep data: several containers',
      question: {
        kind: 'keep',
        workload: assessment({
          mounts: [imageMount(), imageMount({ container: 'sidecar' })],
        }),
        shelf: [],
      },
    },
    {
      ...keep,
      id: 'keep-blocked',
      title: 'Keep data: things are in the way',
      plan: intent =>
        blockedPlan(
          attachPlan(intent as Extract<Intent, { kind: 'attach' }>).intent,
          {
            ...finding(
              'REPLICAS_NEED_SHARED_CLASS',
              {
                workload: 'orders',
                replicas: 3,
                claim: 'orders-data',
                accessMode: 'ReadWriteOnce',
              },
              'danger',
            ),
            askWhom: 'Platform team',
          },
          finding(
            'FORBIDDEN_BY_CLUSTER',
            {
              cluster: 'prod-eu',
              verb: 'create',
              resource: 'persistentvolumeclaims',
              namespace: 'shop',
            },
            'danger',
          ),
        ),
    },
    {
      ...keep,
      id: 'keep-wrong-fields',
      title: 'Keep data: fields are wrong',
      plan: intent =>
        blockedPlan(
          attachPlan(intent as Extract<Intent, { kind: 'attach' }>).intent,
          finding(
            'PATH_NOT_ALLOWED',
            { path: '/data', rule: '/data/**' },
            'danger',
          ),
          finding(
            'SIZE_OUT_OF_RANGE',
            { size: '1Gi', min: '2Gi', max: '100Gi' },
            'danger',
          ),
          finding('NAME_INVALID', { name: 'Orders!' }, 'danger'),
        ),
    },
    {
      ...keep,
      id: 'keep-warned',
      title: 'Keep data: the cluster warns',
      plan: intent => ({
        ...planFor(intent, []),
        warnings: [
          finding(
            'CLUSTER_WARNS',
            { words: 'spec.template.spec: this field is deprecated' },
            'warning',
          ),
        ],
      }),
    },
    {
      ...keep,
      id: 'keep-silent',
      title: 'Keep data: the cluster does not answer',
      plan: () => ({
        kind: 'error',
        status: 503,
        name: 'ServiceUnavailableError',
        message: 'The cluster prod-eu does not answer',
      }),
    },
    {
      ...keep,
      id: 'keep-denied',
      title: 'Keep data: not permitted',
      plan: () => ({
        kind: 'error',
        status: 403,
        name: 'NotAllowedError',
        message: 'Unauthorized',
      }),
    },
    {
      ...keep,
      id: 'keep-outdated',
      title: 'Keep data: outdated when it is confirmed',
      starts: [
        {
          kind: 'refused',
          status: 409,
          name: 'PlanOutdated',
          plan: {
            ...attachPlan({ kind: 'attach', existingFiles: 'start-empty' }),
            id: 'plan-newer',
            fingerprint: 'as-it-is',
          },
        },
        { kind: 'pending' },
      ],
    },
    {
      ...keep,
      id: 'keep-blocked-late',
      title: 'Keep data: blocked when it is confirmed',
      starts: [
        {
          kind: 'refused',
          status: 422,
          name: 'PlanBlocked',
          plan: blockedPlan(
            attachPlan({ kind: 'attach', existingFiles: 'start-empty' }).intent,
            finding(
              'QUOTA_EXCEEDED',
              { namespace: 'shop', words: 'exceeded quota: storage' },
              'danger',
            ),
          ),
        },
      ],
    },
    {
      ...keep,
      id: 'keep-in-progress',
      title: 'Keep data: something else goes on',
      starts: [
        { kind: 'in-progress', operation: atStep(attaching(clock), 1, clock) },
      ],
    },
    {
      ...keep,
      id: 'keep-no-answer',
      title: 'Keep data: the connection breaks when it is confirmed',
      starts: [{ kind: 'broken' }, { kind: 'broken' }, { kind: 'pending' }],
    },
    stop,
    {
      ...stop,
      id: 'stop-several',
      title: 'Stop keeping data: several volumes',
      question: {
        kind: 'stop',
        workload: persistentAssessment({
          mounts: [
            claimMount({ claim: claim() }),
            claimMount({
              path: '/uploads',
              volume: 'uploads',
              claim: claim({ name: 'orders-uploads', capacitySize: '20Gi' }),
            }),
            imageMount(),
          ],
        }),
      },
    },
    redeploy,
    {
      ...redeploy,
      id: 'redeploy-loses',
      title: 'Redeploy: nothing survives',
      question: { kind: 'redeploy', workload: assessment() },
      plan: () => redeployPlan(),
    },
    {
      ...keep,
      id: 'undo-attach',
      title: 'Undo keeping data',
      question: {
        kind: 'undo',
        operation: succeeded(attaching(clock), clock),
      },
    },
    {
      ...keep,
      id: 'undo-detach',
      title: 'Undo stopping',
      question: {
        kind: 'undo',
        operation: succeeded(
          { ...detaching(clock), plan: detachPlan({ kind: 'detach' }) },
          clock,
        ),
      },
    },
  ];
}

function planFor(intent: Intent, shelf: ShelvedClaim[]): Plan {
  switch (intent.kind) {
    case 'attach':
      return attachPlan(intent, { shelf });
    case 'detach':
      return detachPlan(intent);
    default:
      return redeployPlan();
  }
}
