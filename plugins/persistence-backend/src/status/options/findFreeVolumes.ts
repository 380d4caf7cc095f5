import type { Options } from 'backstage-plugin-persistence-common';
import type { ClusterView } from '../../observation/view';
import type { Policies } from '../../policies';

/**
 * The pre-made volumes that a new claim could have: folders that are available, are reserved for nobody, and are of no class or of one
 * that the policy allows.
 */
export function findFreeVolumes(
  view: ClusterView,
  policies: Policies,
): Options['volumes'] {
  const allowed =
    policies.storageClasses &&
    new Set(policies.storageClasses.map(({ name }) => name));
  return view
    .freeVolumes()
    .filter(
      ({ phase, claimRef, volumeMode, storageClass }) =>
        phase === 'Available' &&
        claimRef === undefined &&
        volumeMode === 'Filesystem' &&
        (storageClass === '' || !allowed || allowed.has(storageClass)),
    )
    .map(({ name, capacitySize, accessModes, storageClass }) => ({
      name,
      size: capacitySize,
      accessModes: [...accessModes],
      ...(storageClass && { storageClass }),
    }));
}
