/** Where an object is, and what makes it somebody's. */
interface Place {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
}

function metadataOf({ name, namespace = 'demo', labels, annotations }: Place) {
  return {
    name,
    namespace,
    labels,
    annotations,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
}

/** A Deployment that is complete. */
export function deployment(
  options: Place & {
    replicas?: number;
    /** Volumes of its pods that its container `web` mounts at `/<name>`. */
    volumes?: ({ name: string } & Record<string, unknown>)[];
    containers?: object[];
  },
): object {
  const { volumes = [], replicas = 1 } = options;
  const labels = { app: options.name };
  return {
    kind: 'Deployment',
    metadata: { ...metadataOf(options), generation: 1 },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      strategy: { type: 'Recreate' },
      template: {
        metadata: { labels },
        spec: {
          volumes,
          containers: options.containers ?? [
            {
              name: 'web',
              image: 'web',
              volumeMounts: volumes.map(({ name }) => ({
                name,
                mountPath: `/${name}`,
              })),
            },
          ],
        },
      },
    },
    status: {
      observedGeneration: 1,
      replicas,
      updatedReplicas: replicas,
      readyReplicas: replicas,
      availableReplicas: replicas,
    },
  };
}

/** The ReplicaSet of a Deployment. */
export function replicaSet(options: Place & { deployment: string }): object {
  return {
    kind: 'ReplicaSet',
    metadata: {
      ...metadataOf(options),
      ...controlledBy('Deployment', options, options.deployment),
    },
  };
}

/** As objects have it that another one of their namespace controls, with the uid that views give to objects without one. */
function controlledBy(
  kind: string,
  { namespace = 'demo' }: Place,
  name: string,
) {
  const uid = `${kind}-${namespace}-${name}`.toLowerCase();
  return {
    ownerReferences: [
      { apiVersion: 'apps/v1', kind, name, uid, controller: true },
    ],
  };
}

/** A pod that runs, of nobody unless it says of which ReplicaSet. */
export function pod(
  options: Place & { claims?: string[]; phase?: string; replicaSet?: string },
): object {
  const { claims = [], phase = 'Running' } = options;
  return {
    kind: 'Pod',
    metadata: {
      ...metadataOf(options),
      ...(options.replicaSet &&
        controlledBy('ReplicaSet', options, options.replicaSet)),
    },
    spec: {
      containers: [{ name: 'web', image: 'web' }],
      volumes: claims.map(claimName => ({
        name: claimName,
        persistentVolumeClaim: { claimName },
      })),
    },
    status: { phase },
  };
}

/** A claim that is bound. */
export function claim(
  options: Place & {
    phase?: string;
    deleting?: boolean;
    accessModes?: string[];
    volumeMode?: string;
  },
): object {
  const { phase = 'Bound', accessModes = ['ReadWriteOnce'] } = options;
  return {
    kind: 'PersistentVolumeClaim',
    metadata: {
      ...metadataOf(options),
      ...(options.deleting && { deletionTimestamp: '2026-01-02T00:00:00Z' }),
    },
    spec: {
      accessModes,
      volumeMode: options.volumeMode ?? 'Filesystem',
      storageClassName: 'standard',
      volumeName: phase === 'Bound' ? `pv-${options.name}` : undefined,
      resources: { requests: { storage: '1Gi' } },
    },
    status: { phase, accessModes, capacity: { storage: '1Gi' } },
  };
}

/** A volume that was made in advance and that nobody has. */
export function volume(options: {
  name: string;
  phase?: string;
  storageClass?: string;
  volumeMode?: string;
  claimRef?: { namespace: string; name: string };
}): object {
  return {
    kind: 'PersistentVolume',
    metadata: {
      name: options.name,
      creationTimestamp: '2026-01-01T00:00:00Z',
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '2Gi' },
      persistentVolumeReclaimPolicy: 'Retain',
      storageClassName: options.storageClass ?? '',
      volumeMode: options.volumeMode ?? 'Filesystem',
      claimRef: options.claimRef,
      hostPath: { path: '/data' },
    },
    status: { phase: options.phase ?? 'Available' },
  };
}

/** A class that makes volumes when a pod needs them. */
export function storageClass(options: {
  name: string;
  default?: boolean;
  createdAt?: string;
  provisioner?: string;
}): object {
  return {
    kind: 'StorageClass',
    metadata: {
      name: options.name,
      creationTimestamp: options.createdAt ?? '2026-01-01T00:00:00Z',
      annotations: {
        'storageclass.kubernetes.io/is-default-class': String(
          options.default ?? false,
        ),
      },
    },
    provisioner: options.provisioner ?? 'example.com/disk',
    reclaimPolicy: 'Delete',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
  };
}
