import { labelled } from '../../status/testing';

/** What makes an object the guestbook's, and where it is. */
export interface Place {
  name?: string;
  namespace?: string;
  /** Without: the guestbook's. */
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

/** A workload that is complete, as its manifest says it and a controller answers. */
export interface WorkloadOptions extends Place {
  replicas?: number;
  /** Merged into the pod's `spec`. */
  pod?: Record<string, unknown>;
  /** Merged into `spec`. */
  spec?: Record<string, unknown>;
  /** Merged into `metadata`. */
  metadata?: Record<string, unknown>;
  /** Merged into `status`. */
  status?: Record<string, unknown>;
}

/** A Deployment with a rolling update, as the API server fills it in. */
export function deployment(options: WorkloadOptions = {}): object {
  const { replicas = 1 } = options;
  return workload('Deployment', options, {
    spec: {
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
      },
    },
    status: {
      availableReplicas: replicas,
      conditions: [
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
        },
      ],
    },
  });
}

/** A StatefulSet. */
export function statefulSet(options: WorkloadOptions = {}): object {
  return workload('StatefulSet', options, {
    spec: { updateStrategy: { type: 'RollingUpdate' } },
    status: { currentRevision: 'one', updateRevision: 'one' },
  });
}

/** What a DaemonSet, Job or CronJob is. */
export function other(
  kind: 'DaemonSet' | 'Job' | 'CronJob',
  options: WorkloadOptions = {},
): object {
  if (kind !== 'CronJob') {
    return workload(kind, options, {});
  }
  const job = workload('Job', options, {}) as { spec: object };
  return { ...job, kind, spec: { jobTemplate: { spec: job.spec } } };
}

function workload(
  kind: string,
  options: WorkloadOptions,
  ofKind: { spec?: object; status?: object },
): object {
  const { replicas = 1 } = options;
  const labels = { app: options.name ?? 'guestbook' };
  return {
    kind,
    metadata: {
      ...metadataOf(options),
      uid: `${options.name ?? 'guestbook'}-uid`,
      generation: 3,
      ...options.metadata,
    },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      ...ofKind.spec,
      ...options.spec,
      template: {
        metadata: { labels },
        spec: {
          containers: [{ name: 'web', image: 'web' }],
          ...options.pod,
        },
      },
    },
    status: {
      observedGeneration: 3,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      ...ofKind.status,
      ...options.status,
    },
  };
}

/** A claim that is bound, on a volume that one node can use at a time. */
export function claim(
  options: Place & {
    spec?: Record<string, unknown>;
    phase?: string;
    deleting?: boolean;
  } = {},
): object {
  const { name = 'guestbook-data', phase = 'Bound' } = options;
  return {
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...metadataOf({ ...options, name }),
      uid: `${name}-uid`,
      ...(options.deleting && { deletionTimestamp: '2026-01-02T00:00:00Z' }),
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      volumeMode: 'Filesystem',
      storageClassName: 'standard',
      resources: { requests: { storage: '1Gi' } },
      ...(phase === 'Bound' && { volumeName: `pv-${name}` }),
      ...options.spec,
    },
    status: { phase, capacity: { storage: '1Gi' } },
  };
}

/** A claim that the guestbook's Deployment had at `/data` and that is on the shelf. */
export function shelved(
  options: Parameters<typeof claim>[0] & {
    record?: Record<string, string>;
  } = {},
): object {
  return claim({
    ...options,
    annotations: {
      'backstage-persistence/entity': 'component:default/guestbook',
      'backstage-persistence/workload': 'guestbook',
      'backstage-persistence/container': 'web',
      'backstage-persistence/path': '/data',
      'backstage-persistence/sub-path': 'data',
      'backstage-persistence/shelved-at': '2026-01-05T00:00:00Z',
      ...prefixed(options.record),
      ...options.annotations,
    },
  });
}

function prefixed(record: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      `backstage-persistence/${key}`,
      value,
    ]),
  );
}

/** A pod of a Deployment's ReplicaSet `<deployment>-1`. */
export function pod(
  options: Place & {
    ofDeployment?: string;
    claims?: string[];
    node?: string;
    endsAt?: string;
    phase?: string;
    ready?: boolean;
  } = {},
): object {
  const { claims = [], phase = 'Running', endsAt, ofDeployment } = options;
  return {
    kind: 'Pod',
    metadata: {
      ...metadataOf({ name: 'guestbook-1-a', ...options }),
      ...(ofDeployment && controlledBy('ReplicaSet', `${ofDeployment}-1`)),
      ...(endsAt && { deletionTimestamp: endsAt }),
    },
    spec: {
      ...(options.node && { nodeName: options.node }),
      containers: [{ name: 'web', image: 'web' }],
      volumes: claims.map(claimName => ({
        name: claimName,
        persistentVolumeClaim: { claimName },
      })),
    },
    status: {
      phase,
      conditions: [
        { type: 'Ready', status: options.ready === false ? 'False' : 'True' },
      ],
    },
  };
}

/** The ReplicaSet of a Deployment. */
export function replicaSet(ofDeployment = 'guestbook'): object {
  return {
    kind: 'ReplicaSet',
    metadata: {
      ...metadataOf({ name: `${ofDeployment}-1` }),
      uid: `${ofDeployment}-1-uid`,
      ...controlledBy('Deployment', ofDeployment),
    },
  };
}

/** As objects have it that another one controls. */
export function controlledBy(
  kind: string,
  name: string,
  options: { controller?: boolean } = {},
): { ownerReferences: object[] } {
  return {
    ownerReferences: [
      {
        apiVersion: 'example.com/v1',
        kind,
        name,
        uid: `${name}-uid`,
        controller: true,
        ...options,
      },
    ],
  };
}

/** What scales a workload by itself. */
export function autoscaler(
  maxReplicas: number,
  target: { kind: string; name: string } = {
    kind: 'Deployment',
    name: 'guestbook',
  },
): object {
  return {
    kind: 'HorizontalPodAutoscaler',
    metadata: metadataOf({ name: 'scaler' }),
    spec: {
      minReplicas: 1,
      maxReplicas,
      scaleTargetRef: { apiVersion: 'apps/v1', ...target },
    },
  };
}

/** A manager of an object's fields that applies its strategy. */
export function appliesStrategy(
  manager: string,
  operation: 'Apply' | 'Update' = 'Apply',
): Record<string, unknown> {
  return {
    managedFields: [
      {
        manager,
        operation,
        apiVersion: 'apps/v1',
        fieldsType: 'FieldsV1',
        fieldsV1: { 'f:spec': { 'f:strategy': { 'f:type': {} } } },
      },
    ],
  };
}

function metadataOf(place: Place) {
  const { name = 'guestbook', namespace = 'demo' } = place;
  return {
    name,
    namespace,
    labels: place.labels ?? labelled('guestbook'),
    annotations: place.annotations,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
}

/** The labels of somebody else's objects. */
export const OTHERS: Readonly<Record<string, string>> = labelled('other');
