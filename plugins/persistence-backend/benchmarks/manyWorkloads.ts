import type { Entity } from '@backstage/catalog-model';

const KUBERNETES_ID = 'backstage.io/kubernetes-id';
const PODS_PER_WORKLOAD = 2;
const NAMESPACES = 50;

/** A cluster of many Deployments, each with a claim, its volume and two pods, and the entities to which they belong. */
export function manyWorkloads(count: number): {
  objects: object[];
  entities: Entity[];
} {
  const indexes = Array.from({ length: count }, (_, index) => index);
  return {
    objects: indexes.flatMap(index => objectsOf(index)),
    entities: indexes.map(index => ({
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: nameOf(index),
        namespace: 'default',
        annotations: { [KUBERNETES_ID]: nameOf(index) },
      },
    })),
  };
}

function nameOf(index: number): string {
  return `service-${index}`;
}

function objectsOf(index: number): object[] {
  const name = nameOf(index);
  const namespace = `team-${index % NAMESPACES}`;
  const labels = { app: name, [KUBERNETES_ID]: name };
  const spec = {
    containers: [
      {
        name,
        image: `registry.internal/${name}:1`,
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName: name } }],
  };
  const owned = (kind: string, uid: string) => ({
    ownerReferences: [
      { apiVersion: 'apps/v1', kind, name, uid, controller: true },
    ],
  });
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { namespace, name, uid: `${name}-d`, labels, generation: 1 },
      spec: {
        replicas: PODS_PER_WORKLOAD,
        strategy: { type: 'Recreate' },
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels }, spec },
      },
      status: {
        observedGeneration: 1,
        replicas: PODS_PER_WORKLOAD,
        updatedReplicas: PODS_PER_WORKLOAD,
        readyReplicas: PODS_PER_WORKLOAD,
        availableReplicas: PODS_PER_WORKLOAD,
      },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        namespace,
        name: `${name}-1`,
        uid: `${name}-r`,
        labels,
        annotations: { 'deployment.kubernetes.io/revision': '1' },
        ...owned('Deployment', `${name}-d`),
      },
    },
    ...Array.from({ length: PODS_PER_WORKLOAD }, (_, pod) => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        namespace,
        name: `${name}-1-${pod}`,
        uid: `${name}-p${pod}`,
        labels,
        ...owned('ReplicaSet', `${name}-r`),
      },
      spec: { ...spec, nodeName: `n${index % 10}` },
      status: {
        phase: 'Running',
        conditions: [{ type: 'Ready', status: 'True' }],
      },
    })),
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { namespace, name, uid: `${name}-c`, labels },
      spec: {
        storageClassName: 'standard',
        accessModes: ['ReadWriteMany'],
        resources: { requests: { storage: '1Gi' } },
        volumeName: `pv-${name}`,
      },
      status: {
        phase: 'Bound',
        accessModes: ['ReadWriteMany'],
        capacity: { storage: '1Gi' },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: `pv-${name}`, uid: `${name}-v` },
      spec: {
        capacity: { storage: '1Gi' },
        accessModes: ['ReadWriteMany'],
        storageClassName: 'standard',
        persistentVolumeReclaimPolicy: 'Delete',
        claimRef: { namespace, name, uid: `${name}-c` },
        csi: { driver: 'loop.csi.test', volumeHandle: name },
      },
      status: { phase: 'Bound' },
    },
  ];
}
