/** A StorageClass, as far as we keep it. */
export interface StorageClass {
  name: string;
  provisioner: string;
  default: boolean;
  createdAt: string;
  reclaimPolicy: 'Delete' | 'Retain';
  bindingMode: 'Immediate' | 'WaitForFirstConsumer';
  expandable: boolean;
}
