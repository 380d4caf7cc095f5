import {
  createFinding,
  createMessage,
  type Operation,
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
import {
  attaching,
  atStep,
  detaching,
  redeploying,
} from './buildingOperations';

/** The pods that a rollout waits for. */
function progress(done: number, total: number) {
  return { done, total, unit: 'pods' as const };
}

/** A service whose data is lost, while this is done. */
function without(operation: Operation): DevState['answers'] {
  return [answer([assessment()], { operations: [operation] })];
}

/** A service whose data survives, while this is done. */
function withVolume(operation: Operation): DevState['answers'] {
  return [answer([persistentAssessment()], { operations: [operation] })];
}

/** States of operations that run. */
export function switchingStates(clock: Clock): DevState[] {
  return [
    {
      id: 'turning-on-queued',
      title: 'Turning on: not begun yet',
      answers: without(attaching(clock)),
    },
    {
      id: 'turning-on-claim',
      title: 'Turning on: the volume is made',
      answers: without(atStep(attaching(clock), 0, clock)),
    },
    {
      id: 'turning-on-mount',
      title: 'Turning on: the service gets the volume',
      answers: without(atStep(attaching(clock), 1, clock)),
    },
    {
      id: 'turning-on-rollout',
      title: 'Turning on: the pods are replaced',
      answers: [
        answer(
          [
            persistentAssessment({
              mounts: [
                claimMount({
                  claim: claim({
                    state: 'attaching',
                    message: createMessage('CLAIM_POD_STARTS', {
                      pod: 'orders-7c9b5d8f-k9k2m',
                    }).text,
                  }),
                }),
                imageMount(),
              ],
              rollout: { state: 'progressing', replicas: 1, ready: 0 },
            }),
          ],
          {
            operations: [
              atStep(attaching(clock), 2, clock, {
                progress: progress(0, 1),
                message: createMessage('WAITS_FOR_PODS', {
                  words: createMessage('POD_CLAIM_WAITS', {
                    pod: 'orders-7c9b5d8f-k9k2m',
                    claim: 'orders-data',
                  }).text,
                }),
              }),
            ],
          },
        ),
      ],
    },
    {
      id: 'turning-off',
      title: 'Turning off: the pods are replaced',
      answers: withVolume(
        atStep(detaching(clock), 1, clock, { progress: progress(0, 1) }),
      ),
    },
    {
      id: 'restarting',
      title: 'Restarting: one of three pods is ready',
      answers: withVolume(
        atStep(redeploying(clock, { paths: '/data' }), 1, clock, {
          progress: progress(1, 3),
          message: createMessage('WAITS_FOR_PODS', {
            words: createMessage('ROLLOUT_STARTING', { ready: 1, replicas: 3 })
              .text,
          }),
        }),
      ),
    },
    {
      id: 'undoing',
      title: 'Undoing: the volume is taken away again',
      answers: withVolume({
        ...atStep(detaching(clock), 0, clock),
        undoOf: '00000000-0000-4000-8000-000000000001',
      }),
    },
    {
      id: 'operation-waiting',
      title: 'Turning on: the cluster does not answer',
      answers: without({
        ...atStep(attaching(clock), 0, clock, {
          message: createMessage('WAITS_FOR_CLUSTER', { cluster: CLUSTER }),
        }),
        state: 'waiting',
      }),
    },
    {
      id: 'operation-cancelling',
      title: 'Turning on: being cancelled',
      answers: without({
        ...atStep(attaching(clock), 0, clock),
        state: 'cancelling',
      }),
    },
    {
      id: 'operation-silent',
      title: 'Turning on: the portal does not answer in the middle',
      answers: without(atStep(attaching(clock), 1, clock)),
      looks: [{ kind: 'broken' }],
    },
    {
      id: 'operation-of-a-service',
      title: 'Restarting: begun by a service',
      answers: withVolume({
        ...atStep(redeploying(clock, { paths: '/data' }), 0, clock),
        actor: { type: 'service', ref: 'external:release-pipeline' },
      }),
    },
    {
      id: 'several-workloads-turning-on',
      title: 'Several workloads: one is turned on',
      answers: [
        answer(
          [
            persistentAssessment(),
            assessment({
              workload: orders({ name: 'orders-api' }),
              summary: createMessage('NOTHING_KEPT', {
                workload: 'orders-api',
              }),
            }),
            assessment({
              workload: orders({ name: 'orders-worker' }),
              summary: createMessage('NOTHING_KEPT', {
                workload: 'orders-worker',
              }),
              actions: actions({
                refused: ['attach'],
                reason: createFinding({
                  code: 'REPLICAS_NEED_SHARED_CLASS',
                  severity: 'danger',
                  params: {
                    workload: 'orders-worker',
                    replicas: 3,
                    claim: 'orders-worker-data',
                    accessMode: 'ReadWriteOnce',
                  },
                  askWhom: 'Platform team',
                }),
              }),
            }),
          ],
          {
            operations: [
              atStep(
                attaching(clock, orders({ name: 'orders-api' })),
                0,
                clock,
              ),
            ],
          },
        ),
      ],
    },
    {
      id: 'switch-denied',
      title: 'Somebody who may look and not touch',
      answers: [
        answer([
          assessment({
            actions: actions({
              reason: createFinding({
                code: 'NOT_PERMITTED',
                severity: 'info',
              }),
            }),
          }),
        ]),
      ],
    },
    {
      id: 'switch-denied-replicas',
      title: 'Three replicas and no class that they could share',
      answers: [
        answer([
          assessment({
            rollout: { state: 'complete', replicas: 3, ready: 3 },
            actions: actions({
              refused: ['attach'],
              reason: createFinding({
                code: 'REPLICAS_NEED_SHARED_CLASS',
                severity: 'danger',
                params: {
                  workload: 'orders',
                  replicas: 3,
                  claim: 'orders-data',
                  accessMode: 'ReadWriteOnce',
                },
                askWhom: 'Platform team',
              }),
            }),
          }),
        ]),
      ],
    },
  ];
}
