import type { StorageClass } from 'kubernetes-types/storage/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import type { Resource } from '../model/Resource';

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
  validate({ provisioner }) {
    return provisioner ? [] : [fieldErrors.required('provisioner')];
  },
  validateUpdate(storageClass, old) {
    const errors = [];
    if (!jsonEqual(storageClass.parameters, old.parameters)) {
      errors.push(
        fieldErrors.forbidden(
          'parameters',
          'updates to parameters are forbidden.',
        ),
      );
    }
    if (storageClass.provisioner !== old.provisioner) {
      errors.push(
        fieldErrors.forbidden(
          'provisioner',
          'updates to provisioner are forbidden.',
        ),
      );
    }
    if (storageClass.reclaimPolicy !== old.reclaimPolicy) {
      errors.push(
        fieldErrors.forbidden(
          'reclaimPolicy',
          'updates to reclaimPolicy are forbidden.',
        ),
      );
    }
    if (storageClass.volumeBindingMode !== old.volumeBindingMode) {
      errors.push(
        fieldErrors.invalid(
          'volumeBindingMode',
          storageClass.volumeBindingMode,
          'field is immutable',
        ),
      );
    }
    return errors;
  },
};

/** The annotation that makes a class the default one. */
export const DEFAULT_CLASS_ANNOTATION =
  'storageclass.kubernetes.io/is-default-class';
