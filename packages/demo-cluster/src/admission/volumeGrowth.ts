import { compareQuantities } from '../model/quantity';
import { persistentVolumeClaims, storageClasses } from '../resources';
import { concerns, type Admission } from './Admission';
import { forbidden } from './forbidden';

/**
 * Growing needs a class that allows it. Where the class does, the demo cluster says that it cannot: its volumes are folders without a
 * size.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
 */
export const volumeGrowth: Admission = request => {
  if (
    request.operation !== 'UPDATE' ||
    !concerns(request, persistentVolumeClaims)
  ) {
    return;
  }
  const { object, old, objects } = request;
  const asked = object.spec?.resources?.requests?.storage ?? '0';
  if (
    compareQuantities(asked, old?.spec?.resources?.requests?.storage ?? '0') <=
    0
  ) {
    return;
  }
  const className = object.spec?.storageClassName;
  const storageClass = className
    ? objects.find(storageClasses, undefined, className)
    : undefined;
  throw forbidden(
    persistentVolumeClaims,
    object.metadata.name,
    storageClass?.allowVolumeExpansion
      ? 'the demo cluster cannot grow volumes'
      : 'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
  );
};
