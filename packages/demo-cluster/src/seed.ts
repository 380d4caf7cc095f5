import type { StorageClass } from 'kubernetes-types/storage/v1';
import type { Registry } from './registry/Registry';
import { namespaces, storageClasses } from './resources';
import { DEFAULT_CLASS_ANNOTATION } from './resources/storageClasses';

const PROVISIONER = 'loop.csi.test';

/** What a platform team would offer, and classes for awkward cases; the same as on the project's real test cluster. */
const CLASSES: (Omit<StorageClass, 'provisioner' | 'metadata'> & {
  name: string;
})[] = [
  {
    name: 'standard',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  },
  {
    name: 'ext4',
    parameters: { 'csi.storage.k8s.io/fstype': 'ext4' },
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  },
  {
    name: 'shared',
    parameters: { shared: 'true' },
    allowVolumeExpansion: true,
    volumeBindingMode: 'Immediate',
  },
  {
    name: 'immediate',
    allowVolumeExpansion: true,
    volumeBindingMode: 'Immediate',
  },
  {
    name: 'fixed-size',
    allowVolumeExpansion: false,
    volumeBindingMode: 'Immediate',
  },
  {
    name: 'retained',
    reclaimPolicy: 'Retain',
    allowVolumeExpansion: true,
    volumeBindingMode: 'WaitForFirstConsumer',
  },
  {
    name: 'slow',
    parameters: { delay: '15s' },
    volumeBindingMode: 'Immediate',
  },
  {
    name: 'broken',
    parameters: { fail: 'the storage pool is full' },
    volumeBindingMode: 'Immediate',
  },
];

/** Creates what every new cluster has: the system's namespaces and the storage classes. */
export function seed(registry: Registry): void {
  for (const name of [
    'default',
    'kube-system',
    'kube-public',
    'kube-node-lease',
  ]) {
    registry.create(namespaces, { metadata: { name } });
  }
  for (const { name, ...storageClass } of CLASSES) {
    registry.create(storageClasses, {
      ...storageClass,
      metadata: {
        name,
        ...(name === 'standard'
          ? { annotations: { [DEFAULT_CLASS_ANNOTATION]: 'true' } }
          : {}),
      },
      provisioner: PROVISIONER,
    });
  }
}
