import type { Admission } from './Admission';

const FINALIZERS: Record<string, string> = {
  PersistentVolumeClaim: 'kubernetes.io/pvc-protection',
  PersistentVolume: 'kubernetes.io/pv-protection',
};

/**
 * Claims and volumes cannot vanish while they are used.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
 */
export const storageObjectInUse: Admission = ({
  operation,
  resource,
  object,
}) => {
  const finalizer =
    resource.group === '' ? FINALIZERS[resource.kind] : undefined;
  const { metadata } = object;
  if (
    operation === 'CREATE' &&
    finalizer &&
    !metadata.finalizers?.includes(finalizer)
  ) {
    metadata.finalizers = [...(metadata.finalizers ?? []), finalizer];
  }
};
