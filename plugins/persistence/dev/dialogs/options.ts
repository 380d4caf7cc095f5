import type { Options } from 'backstage-plugin-persistence-common';

/** What the cluster of the states offers. */
export const OPTIONS: Options = {
  paths: [
    {
      path: '/data',
      container: 'orders',
      reason:
        'The entity names it in its annotation backstage-persistence/path.',
    },
    {
      path: '/var/lib/orders',
      container: 'orders',
      reason: 'It is temporary space, which is lost with the pod.',
      bytes: 12_582_912,
    },
  ],
  storageClasses: [
    {
      name: 'standard',
      title: 'Network disk',
      default: true,
      expandable: true,
      snapshots: true,
      accessModes: ['ReadWriteOnce'],
      bindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
    },
    {
      name: 'shared',
      title: 'Shared folder',
      default: false,
      expandable: true,
      snapshots: false,
      accessModes: ['ReadWriteOnce', 'ReadWriteMany'],
      bindingMode: 'Immediate',
      reclaimPolicy: 'Delete',
    },
    {
      name: 'local-path',
      default: false,
      expandable: false,
      snapshots: false,
      accessModes: ['ReadWriteOnce'],
      bindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Retain',
    },
  ],
  size: { default: '1Gi', min: '64Mi', max: '100Gi' },
  claims: [],
  snapshots: [],
  volumes: [],
};
