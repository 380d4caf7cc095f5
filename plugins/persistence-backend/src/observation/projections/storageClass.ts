import type { StorageClass as KubernetesStorageClass } from 'kubernetes-types/storage/v1';
import type { StorageClass } from '../view';
import { identityOf } from './metadata';
import { oneOf, textOf, type Raw } from './Raw';

/** Either makes a class the default one. */
const DEFAULT_ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
];

/** A StorageClass, as far as we keep it. The identity of the object stays beside it, because views do not need it. */
export function projectStorageClass(
  object: object,
): (StorageClass & { uid: string }) | undefined {
  const { metadata, provisioner, ...fields } = object as NonNullable<
    Raw<KubernetesStorageClass>
  >;
  const identity = identityOf(metadata);
  return (
    identity &&
    Object.freeze({
      name: identity.name,
      uid: identity.uid,
      createdAt: identity.createdAt,
      provisioner: textOf(provisioner) ?? '',
      default: DEFAULT_ANNOTATIONS.some(
        key => metadata?.annotations?.[key] === 'true',
      ),
      reclaimPolicy: oneOf(fields.reclaimPolicy, ['Delete', 'Retain']),
      bindingMode: oneOf(fields.volumeBindingMode, [
        'Immediate',
        'WaitForFirstConsumer',
      ]),
      expandable: fields.allowVolumeExpansion === true,
    })
  );
}
