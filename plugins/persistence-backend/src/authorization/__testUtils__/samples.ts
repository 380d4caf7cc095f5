import type {
  Operation,
  Plan,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';

export const WORKLOAD: WorkloadRef = {
  cluster: 'eu',
  namespace: 'demo',
  kind: 'Deployment',
  name: 'guestbook',
};

/** A plan to keep the data of the guestbook. */
export function plan(part: Partial<Plan> = {}): Plan {
  return {
    id: '6f5902ac-237e-4c0e-9d5c-6a2b6e2b2f10',
    fingerprint: 'a-fingerprint',
    entityRef: 'component:default/guestbook',
    target: { workload: { ...WORKLOAD, uid: 'a-uid' } },
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
        kind: 'create-claim',
        title: { code: 'STEP', params: { size: '1Gi' }, text: 'Make it.' },
      },
    ],
    consequences: [],
    warnings: [],
    blockers: [],
    downtime: {
      now: 'brief',
      nowSeconds: 5,
      later: { code: 'LATER', params: {}, text: 'Later.' },
    },
    dataAtRisk: {
      window: 'none',
      why: { code: 'WHY', params: {}, text: 'Because.' },
    },
    changes: [
      {
        object: 'PersistentVolumeClaim demo/guestbook-data',
        verb: 'create',
        body: { kind: 'PersistentVolumeClaim' },
      },
    ],
    ...part,
  };
}

/** An operation that carries out {@link plan}. */
export function operation(part: Partial<Operation> = {}): Operation {
  const carriedOut = part.plan ?? plan();
  return {
    id: '0d9c7f1e-9df1-4b58-8f6e-3b9d4f1f7a55',
    entityRef: carriedOut.entityRef,
    target: carriedOut.target,
    intent: carriedOut.intent,
    plan: carriedOut,
    state: 'running',
    steps: carriedOut.steps.map(step => ({
      ...step,
      state: 'running',
      startedAt: '2026-01-01T00:00:01.000Z',
    })),
    actor: { type: 'user', ref: 'user:default/anna' },
    createdAt: '2026-01-01T00:00:00.000Z',
    startedAt: '2026-01-01T00:00:01.000Z',
    undoable: false,
    ...part,
  };
}
