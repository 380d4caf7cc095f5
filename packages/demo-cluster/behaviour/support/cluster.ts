import type {
  Node,
  Namespace,
  PersistentVolume,
} from 'kubernetes-types/core/v1';
import type {
  StorageClass,
  VolumeAttachment,
} from 'kubernetes-types/storage/v1';
import { Client } from './client';
import { readKubeconfig } from './kubeconfig';
import { Resource } from './resource';

function environment(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set`);
  }
  return value;
}

const kind = environment('BEHAVIOUR_CLUSTER');
if (kind !== 'real' && kind !== 'demo') {
  throw new Error(`BEHAVIOUR_CLUSTER is real or demo, not ${kind}`);
}

export const client = Client.create({
  access: readKubeconfig(environment('BEHAVIOUR_KUBECONFIG')),
});

/** The cluster under test. */
export const cluster = {
  /** Whether it is a real Kubernetes or the demo cluster; only the known differences may ask. */
  kind,
  client,
  namespaces: Resource.create<Namespace>({
    client,
    path: '/api/v1/namespaces',
  }),
  nodes: Resource.create<Node>({ client, path: '/api/v1/nodes' }),
  volumes: Resource.create<PersistentVolume>({
    client,
    path: '/api/v1/persistentvolumes',
  }),
  classes: Resource.create<StorageClass>({
    client,
    path: '/apis/storage.k8s.io/v1/storageclasses',
  }),
  attachments: Resource.create<VolumeAttachment>({
    client,
    path: '/apis/storage.k8s.io/v1/volumeattachments',
  }),
} as const;

afterAll(() => client.close());
