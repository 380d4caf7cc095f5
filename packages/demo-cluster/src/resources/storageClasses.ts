import type { StorageClass } from 'kubernetes-types/storage/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import type { Stored } from '../model/objects';
import type { Resource } from '../model/Resource';

const RECLAIM_POLICIES = ['Delete', 'Retain'];
const BINDING_MODES = ['Immediate', 'WaitForFirstConsumer'];
const IMMUTABLE = [
  'parameters',
  'provisioner',
  'reclaimPolicy',
  'volumeBindingMode',
] as const;

/** @see https://kubernetes.io/docs/concepts/storage/storage-classes/ */
export const storageClasses: Resource<StorageClass> = {
  group: 'storage.k8s.io',
  version: 'v1',
  kind: 'StorageClass',
  plural: 'storageclasses',
  singular: 'storageclass',
  shortNames: ['sc'],
  namespaced: false,
  defaults(draft) {
    draft.reclaimPolicy ??= 'Delete';
    draft.volumeBindingMode ??= 'Immediate';
  },
  validate({ provisioner, reclaimPolicy, volumeBindingMode }) {
    const errors = provisioner ? [] : [fieldErrors.required('provisioner')];
    if (reclaimPolicy && !RECLAIM_POLICIES.includes(reclaimPolicy)) {
      errors.push(
        fieldErrors.notSupported(
          'reclaimPolicy',
          reclaimPolicy,
          RECLAIM_POLICIES,
        ),
      );
    }
    if (volumeBindingMode && !BINDING_MODES.includes(volumeBindingMode)) {
      errors.push(
        fieldErrors.notSupported(
          'volumeBindingMode',
          volumeBindingMode,
          BINDING_MODES,
        ),
      );
    }
    return errors;
  },
  validateUpdate(storageClass, old) {
    return IMMUTABLE.filter(
      field => !jsonEqual(storageClass[field], old[field]),
    ).map(field =>
      fieldErrors.invalid(field, storageClass[field], 'field is immutable'),
    );
  },
};

/** The annotation that makes a class the default one. */
export const DEFAULT_CLASS_ANNOTATION =
  'storageclass.kubernetes.io/is-default-class';

/**
 * The class of claims that name none: of several default ones the newest, then the first by name.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 */
export function defaultClass(
  classes: Stored<StorageClass>[],
): Stored<StorageClass> | undefined {
  return classes
    .filter(
      ({ metadata }) =>
        metadata.annotations?.[DEFAULT_CLASS_ANNOTATION] === 'true',
    )
    .sort(
      (one, other) =>
        other.metadata.creationTimestamp.localeCompare(
          one.metadata.creationTimestamp,
        ) || one.metadata.name.localeCompare(other.metadata.name),
    )[0];
}
