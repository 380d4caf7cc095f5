import type { VolumeAttachment } from 'kubernetes-types/storage/v1';
import type { Resource } from '../model/Resource';

export const volumeAttachments: Resource<VolumeAttachment> = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'VolumeAttachment',
  plural: 'volumeattachments',
  singular: 'volumeattachment',
  namespaced: false,
  status: true,
};
