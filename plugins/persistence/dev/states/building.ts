import {
  createMessage,
  type Claim,
  type EntityPersistence,
  type Finding,
  type IntentKind,
  type Mount,
  type WorkloadAction,
  type WorkloadAssessment,
  type WorkloadRef,
} from 'backstage-plugin-persistence-common';
import type { DevAnswer } from './DevState';

/** The cluster of all states that need only one. */
export const CLUSTER = 'prod-eu';

const SURVIVES_ALL = { containerRestart: true, redeploy: true, nodeLoss: true };
const SURVIVES_NOTHING = {
  containerRestart: false,
  redeploy: false,
  nodeLoss: false,
};
const SURVIVES_RESTARTS = { ...SURVIVES_NOTHING, containerRestart: true };

/** The service of the states. */
export function orders(overrides: Partial<WorkloadRef> = {}): WorkloadRef {
  return {
    cluster: CLUSTER,
    namespace: 'shop',
    kind: 'Deployment',
    name: 'orders',
    uid: '6b1f5c1e-6a2e-4a52-9a7f-3f6f2f0b7c11',
    ...overrides,
  };
}

/** A claim that works. */
export function claim(overrides: Partial<Claim> = {}): Claim {
  return {
    cluster: CLUSTER,
    namespace: 'shop',
    name: 'orders-data',
    state: 'attached',
    storageClass: 'standard',
    accessModes: ['ReadWriteOnce'],
    requestedSize: '1Gi',
    capacitySize: '1Gi',
    reclaimPolicy: 'Delete',
    volumeName: 'pvc-0c7f2b52-5d5c-4e0e-9f57-6f8a4c3d2b11',
    usedBy: [orders()],
    snapshots: [],
    ...overrides,
  };
}

/** The container's own file system. */
export function imageMount(overrides: Partial<Mount> = {}): Mount {
  return {
    container: 'orders',
    path: '/',
    readOnly: false,
    volume: '',
    source: 'image',
    survives: SURVIVES_NOTHING,
    ...overrides,
  };
}

/** A folder on a claim. */
export function claimMount(
  overrides: Partial<Mount> & { claim: Claim },
): Mount {
  return {
    container: 'orders',
    path: '/data',
    readOnly: false,
    volume: 'data',
    source: 'claim',
    survives: SURVIVES_ALL,
    ...overrides,
  };
}

/** A folder on a claim that cannot be used. */
export function brokenClaimMount(
  overrides: Partial<Mount> & { claim: Claim },
): Mount {
  return { ...claimMount(overrides), survives: SURVIVES_NOTHING };
}

/** Temporary space. */
export function emptyDirMount(overrides: Partial<Mount> = {}): Mount {
  return {
    container: 'orders',
    path: '/cache',
    readOnly: false,
    volume: 'cache',
    source: 'empty-dir',
    survives: SURVIVES_RESTARTS,
    ...overrides,
  };
}

/** What the cluster brings along. */
export function configMount(overrides: Partial<Mount> = {}): Mount {
  return {
    container: 'orders',
    path: '/etc/orders',
    readOnly: true,
    volume: 'settings',
    source: 'config',
    survives: SURVIVES_ALL,
    ...overrides,
  };
}

/** What may be done with a workload: everything that makes sense, without what `reason` forbids. */
export function actions(
  options: {
    /** Whether there is something to take away. */
    attached?: boolean;
    refused?: IntentKind[];
    reason?: Finding;
  } = {},
): WorkloadAction[] {
  const { attached = false, reason } = options;
  const kinds: IntentKind[] = attached
    ? ['attach', 'detach', 'redeploy']
    : ['attach', 'redeploy'];
  const refused = reason ? (options.refused ?? kinds) : [];
  return kinds.map(intent =>
    refused.includes(intent)
      ? { intent, allowed: false, reason }
      : { intent, allowed: true },
  );
}

/** A workload; without overrides one that keeps nothing. */
export function assessment(
  overrides: Partial<WorkloadAssessment> = {},
): WorkloadAssessment {
  const workload = overrides.workload ?? orders();
  const mounts = overrides.mounts ?? [imageMount()];
  const attached = mounts.some(
    ({ source }) => source === 'claim' || source === 'claim-template',
  );
  return {
    workload,
    verdict: 'not-persistent',
    summary: createMessage('NOTHING_KEPT', { workload: workload.name }),
    mounts,
    findings: [],
    rollout: { state: 'complete', replicas: 1, ready: 1 },
    events: [],
    actions: actions({ attached }),
    ...overrides,
  };
}

/** A workload whose data survives; without overrides in `/data`. */
export function persistentAssessment(
  overrides: Partial<WorkloadAssessment> = {},
): WorkloadAssessment {
  return assessment({
    verdict: 'persistent',
    summary: createMessage('DATA_SURVIVES', { paths: '/data' }),
    mounts: [claimMount({ claim: claim() }), configMount(), imageMount()],
    ...overrides,
  });
}

/** An answer about workloads in one cluster that is fine. */
export function answer(
  workloads: WorkloadAssessment[],
  overrides: Partial<EntityPersistence> = {},
): DevAnswer {
  return {
    kind: 'answer',
    body: {
      entityRef: 'component:default/orders',
      lookup: {
        state: workloads.length > 0 ? 'found' : 'no-workload',
        labelSelector: 'backstage.io/kubernetes-id=orders',
      },
      workloads,
      shelf: [],
      clusters: [{ name: CLUSTER, state: 'ok' }],
      operations: [],
      ...overrides,
    },
  };
}

/** Points in time before and after that of the state. */
export class Clock {
  constructor(private readonly now: Date) {}

  secondsAgo(seconds: number): string {
    return new Date(this.now.getTime() - seconds * 1_000).toISOString();
  }

  minutesAgo(minutes: number): string {
    return this.secondsAgo(minutes * 60);
  }

  daysAgo(days: number): string {
    return this.minutesAgo(days * 24 * 60);
  }

  inDays(days: number): string {
    return this.daysAgo(-days);
  }
}
