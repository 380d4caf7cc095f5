import type {
  PersistentVolumeClaim,
  PersistentVolumeClaimSpec,
} from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import { compareQuantities } from '../model/quantity';
import { subdomainProblem } from '../model/names';
import type { FieldError, Resource } from '../model/Resource';
import { validateAccessModes } from './accessModes';

const VOLUME_MODES = ['Block', 'Filesystem'];

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
    const modes = spec?.accessModes ?? [];
    const errors = modes.length
      ? validateAccessModes(modes, 'spec.accessModes')
      : [
          fieldErrors.required(
            'spec.accessModes',
            'at least 1 access mode is required',
          ),
        ];
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
    return [...errors, ...validateClassAndMode(spec)];
  },
  validateUpdate(claim, old) {
    const wanted = claim.spec?.resources?.requests?.storage ?? '0';
    const before = old.spec?.resources?.requests?.storage ?? '0';
    const grows = compareQuantities(wanted, before);
    if (
      !jsonEqual(fixedPart(claim, old), fixedPart(old, old)) ||
      (grows !== 0 && old.status?.phase !== 'Bound')
    ) {
      return [
        fieldErrors.forbidden(
          'spec',
          'spec is immutable after creation except resources.requests and volumeAttributesClassName for bound claims',
        ),
      ];
    }
    return grows < 0
      ? [
          fieldErrors.forbidden(
            'spec.resources.requests.storage',
            'field can not be less than status.capacity',
          ),
        ]
      : [];
  },
};

/** What never changes. Binding sets the volume; a claim without a class may be given the default one later. */
function fixedPart(
  { spec }: PersistentVolumeClaim,
  old: PersistentVolumeClaim,
) {
  return {
    ...spec,
    resources: undefined,
    volumeName: old.spec?.volumeName ? spec?.volumeName : undefined,
    storageClassName:
      old.spec?.storageClassName === undefined
        ? undefined
        : spec?.storageClassName,
  };
}

function validateClassAndMode(
  spec: PersistentVolumeClaimSpec | undefined,
): FieldError[] {
  const errors: FieldError[] = [];
  const { storageClassName, volumeMode } = spec ?? {};
  const problem = storageClassName && subdomainProblem(storageClassName);
  if (problem) {
    errors.push(
      fieldErrors.invalid('spec.storageClassName', storageClassName, problem),
    );
  }
  if (volumeMode && !VOLUME_MODES.includes(volumeMode)) {
    errors.push(
      fieldErrors.notSupported('spec.volumeMode', volumeMode, VOLUME_MODES),
    );
  }
  if (spec?.dataSource || spec?.dataSourceRef) {
    errors.push(
      fieldErrors.forbidden(
        'spec.dataSource',
        'the demo cluster makes empty volumes only',
      ),
    );
  }
  return errors;
}
