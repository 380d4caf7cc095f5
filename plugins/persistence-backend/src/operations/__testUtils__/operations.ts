import { randomUUID } from 'node:crypto';
import { createMessage } from 'backstage-plugin-persistence-common';
import type { ChangeableWorkload, PlannedStep, Step } from '../../planning';
import type { NewOperation } from '../store';

/** The workload that the operations of tests change. */
export const WORKLOAD: ChangeableWorkload = {
  cluster: 'test',
  namespace: 'demo',
  kind: 'Deployment',
  name: 'guestbook',
  uid: 'workload-uid',
  generation: 1,
};

const NOTHING = createMessage('NOTHING_IS_CHANGED', { workload: 'guestbook' });
const KEEP_UNTIL = '2026-12-31T00:00:00.000Z';

/** What the claim of the tests' operations is used for. */
export const RECORD = {
  workload: WORKLOAD.name,
  container: 'app',
  path: '/data',
};

const MOUNTS = [{ container: 'app', init: false, path: '/data' }];

/** Steps of each kind, for a claim that is named `guestbook-data`. */
export const STEPS = {
  createClaim: {
    kind: 'create-claim',
    namespace: 'demo',
    name: 'guestbook-data',
    size: '1Gi',
    storageClass: 'standard',
    accessMode: 'ReadWriteOnce',
    record: RECORD,
    keepUntil: KEEP_UNTIL,
  },
  adoptClaim: {
    kind: 'adopt-claim',
    namespace: 'demo',
    name: 'guestbook-data',
    uid: 'claim-uid',
    record: RECORD,
    keepUntil: KEEP_UNTIL,
  },
  mountClaim: {
    kind: 'mount-claim',
    workload: WORKLOAD,
    claim: 'guestbook-data',
    volume: 'guestbook-data',
    replacesEmptyDir: false,
    mounts: MOUNTS,
    recreate: true,
  },
  unmountClaim: {
    kind: 'unmount-claim',
    workload: WORKLOAD,
    claim: 'guestbook-data',
    volume: 'guestbook-data',
    mounts: MOUNTS,
  },
  restart: {
    kind: 'restart-workload',
    workload: WORKLOAD,
    restartedAt: '2026-11-21T12:00:00.000Z',
  },
  awaitRollout: {
    kind: 'await-rollout',
    workload: WORKLOAD,
    present: [{ claim: 'guestbook-data', mounts: MOUNTS }],
    absent: [],
  },
  shelveClaim: {
    kind: 'shelve-claim',
    namespace: 'demo',
    name: 'guestbook-data',
    uid: 'claim-uid',
    record: RECORD,
    keepUntil: KEEP_UNTIL,
  },
} as const satisfies Record<string, Step>;

/** An operation to begin: an attach of a new claim unless told otherwise. */
export function newOperation(
  options: {
    intent?: NewOperation['plan']['intent'];
    steps?: readonly Step[];
    entityRef?: string;
    workload?: string;
  } & Partial<Pick<NewOperation, 'locks' | 'undoOf'>> & {
      planId?: string;
    } = {},
): NewOperation {
  const {
    intent = { kind: 'attach' },
    steps = [STEPS.createClaim, STEPS.mountClaim, STEPS.awaitRollout],
    entityRef = 'component:default/guestbook',
    workload = WORKLOAD.name,
    planId = randomUUID(),
    locks = [`Deployment:test/demo/${workload}`],
    undoOf,
  } = options;
  const planned = steps.map((step): PlannedStep => ({ step, title: NOTHING }));
  const target = { workload: { ...WORKLOAD, name: workload } };
  return {
    entityRef,
    request: { target, intent },
    plan: {
      id: planId,
      fingerprint: 'fingerprint',
      entityRef,
      target,
      intent,
      steps: planned.map(({ step: { kind }, title }) => ({ kind, title })),
      consequences: [],
      warnings: [],
      blockers: [],
      downtime: { now: 'none', later: NOTHING },
      dataAtRisk: { window: 'none', why: NOTHING },
      changes: [],
    },
    steps: planned,
    actor: { type: 'user', ref: 'user:default/guest' },
    locks,
    ...(undoOf && { undoOf }),
  };
}
