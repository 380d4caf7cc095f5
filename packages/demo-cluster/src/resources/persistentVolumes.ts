import type {
  PersistentVolume,
  PersistentVolumeSpec,
} from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import type { FieldError, Resource } from '../model/Resource';
import { validateAccessModes } from './accessModes';

const RECLAIM_POLICIES = ['Delete', 'Recycle', 'Retain'];
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
    const modes = spec?.accessModes ?? [];
    const { capacity, persistentVolumeReclaimPolicy: policy } = spec ?? {};
    const errors: FieldError[] = modes.length
      ? validateAccessModes(modes, 'spec.accessModes')
      : [fieldErrors.required('spec.accessModes')];
    if (!capacity) {
      errors.push(fieldErrors.required('spec.capacity'));
    }
    if (!capacity?.storage || Object.keys(capacity).length > 1) {
      errors.push(
        fieldErrors.notSupported('spec.capacity', capacity, ['storage']),
      );
    }
    if (policy && !RECLAIM_POLICIES.includes(policy)) {
      errors.push(
        fieldErrors.notSupported(
          'spec.persistentVolumeReclaimPolicy',
          policy,
          RECLAIM_POLICIES,
        ),
      );
    }
    const [source, second] = Object.keys(sourceOf(spec));
    if (!source) {
      errors.push(fieldErrors.required('spec', 'must specify a volume type'));
    } else if (second) {
      errors.push(
        fieldErrors.forbidden(
          `spec.${second}`,
          'may not specify more than 1 volume type',
        ),
      );
    }
    return errors;
  },
  validateUpdate({ spec }, old) {
    const errors: FieldError[] = [];
    if (!jsonEqual(sourceOf(spec), sourceOf(old.spec))) {
      errors.push(
        fieldErrors.forbidden(
          'spec.persistentvolumesource',
          'spec.persistentvolumesource is immutable after creation',
        ),
      );
    }
    if (spec?.volumeMode !== old.spec?.volumeMode) {
      // The API server leaves out the `spec` here.
      errors.push(
        fieldErrors.invalid(
          'volumeMode',
          spec?.volumeMode,
          'field is immutable',
        ),
      );
    }
    return errors;
  },
};

function sourceOf(spec: PersistentVolumeSpec | undefined) {
  return Object.fromEntries(
    Object.entries(spec ?? {}).filter(([name]) => !NO_SOURCE.includes(name)),
  );
}
