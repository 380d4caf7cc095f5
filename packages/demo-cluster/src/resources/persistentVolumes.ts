import type { PersistentVolume } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import type { FieldError, Resource } from '../model/Resource';
import { validateAccessModes } from './accessModes';

const NO_SOURCE = [
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
];

/** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/ */
export const persistentVolumes: Resource<PersistentVolume> = {
  group: '',
  version: 'v1',
  kind: 'PersistentVolume',
  plural: 'persistentvolumes',
  singular: 'persistentvolume',
  shortNames: ['pv'],
  namespaced: false,
  status: true,
  defaults({ spec }) {
    if (!spec) {
      return;
    }
    spec.persistentVolumeReclaimPolicy ??= 'Retain';
    spec.volumeMode ??= 'Filesystem';
    if (spec.hostPath) {
      spec.hostPath.type ??= '';
    }
  },
  prepareForCreate(draft) {
    draft.status = { phase: 'Pending' };
  },
  validate({ spec }) {
    const errors: FieldError[] = validateAccessModes(
      spec?.accessModes,
      'spec.accessModes',
    );
    if (!spec?.capacity?.storage) {
      errors.push(fieldErrors.required('spec.capacity'));
    }
    if (!Object.keys(spec ?? {}).some(name => !NO_SOURCE.includes(name))) {
      errors.push(fieldErrors.required('spec', 'must specify a volume type'));
    }
    return errors;
  },
  validateUpdate(volume, old) {
    const source = ({ spec }: PersistentVolume) =>
      Object.fromEntries(
        Object.entries(spec ?? {}).filter(
          ([name]) => !NO_SOURCE.includes(name),
        ),
      );
    return jsonEqual(source(volume), source(old))
      ? []
      : [
          fieldErrors.forbidden(
            'spec.persistentvolumesource',
            'spec.persistentvolumesource is immutable after creation',
          ),
        ];
  },
};
