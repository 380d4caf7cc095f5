import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import { compareQuantities } from '../model/quantity';
import type { Resource } from '../model/Resource';
import { validateAccessModes } from './accessModes';

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/ */
export const persistentVolumeClaims: Resource<PersistentVolumeClaim> = {
  group: '',
  version: 'v1',
  kind: 'PersistentVolumeClaim',
  plural: 'persistentvolumeclaims',
  singular: 'persistentvolumeclaim',
  shortNames: ['pvc'],
  namespaced: true,
  status: true,
  defaults({ spec }) {
    if (spec) {
      spec.volumeMode ??= 'Filesystem';
    }
  },
  prepareForCreate(draft) {
    draft.status = { phase: 'Pending' };
  },
  validate({ spec }) {
    const errors = validateAccessModes(spec?.accessModes, 'spec.accessModes');
    const storage = spec?.resources?.requests?.storage;
    if (storage === undefined) {
      errors.push(fieldErrors.required('spec.resources[storage]'));
    } else if (compareQuantities(storage, '0') <= 0) {
      errors.push(
        fieldErrors.invalid(
          'spec.resources[storage]',
          storage,
          'must be greater than zero',
        ),
      );
    }
    return errors;
  },
  validateUpdate(claim, old) {
    const fixed = ({ spec }: PersistentVolumeClaim) => ({
      ...spec,
      resources: undefined,
      // Binding sets the volume; a claim without a class may be given the default one later.
      volumeName: old.spec?.volumeName ? spec?.volumeName : undefined,
      storageClassName:
        old.spec?.storageClassName === undefined
          ? undefined
          : spec?.storageClassName,
    });
    if (!jsonEqual(fixed(claim), fixed(old))) {
      return [
        fieldErrors.forbidden(
          'spec',
          'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
        ),
      ];
    }
    const wanted = claim.spec?.resources?.requests?.storage;
    const before = old.spec?.resources?.requests?.storage;
    if (!wanted || !before || compareQuantities(wanted, before) === 0) {
      return [];
    }
    if (compareQuantities(wanted, before) < 0) {
      return [
        fieldErrors.forbidden(
          'spec.resources.requests.storage',
          'field can not be less than status.capacity',
        ),
      ];
    }
    return old.status?.phase === 'Bound'
      ? []
      : [
          fieldErrors.forbidden(
            'spec',
            'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
          ),
        ];
  },
};
