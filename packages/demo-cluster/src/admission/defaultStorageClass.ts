import { persistentVolumeClaims, storageClasses } from '../resources';
import { defaultClass } from '../resources/storageClasses';
import { concerns, type Admission } from './Admission';

/**
 * A claim that names no class gets the default one (which is why it never meets a volume without a class); the empty name asks for
 * none.
 *
 * @see https://kubernetes.io/docs/concepts/storage/dynamic-provisioning/#defaulting-behavior
 */
export const defaultStorageClass: Admission = request => {
  if (
    request.operation !== 'CREATE' ||
    !concerns(request, persistentVolumeClaims)
  ) {
    return;
  }
  const { spec } = request.object;
  if (spec && spec.storageClassName === undefined) {
    const chosen = defaultClass(request.objects.list(storageClasses));
    if (chosen) {
      spec.storageClassName = chosen.metadata.name;
    }
  }
};
