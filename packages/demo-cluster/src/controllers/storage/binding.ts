import type {
  ObjectReference,
  PersistentVolume,
  PersistentVolumeClaim,
} from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import { persistentVolumeClaims, persistentVolumes } from '../../resources';
import { timestamp } from '../../model/timestamp';
import { BIND_COMPLETED, BOUND_BY_CONTROLLER, isReservedFor } from './claims';

/** How a volume refers to its claim. */
export function claimReference(
  claim: Stored<PersistentVolumeClaim>,
): ObjectReference {
  const { name, namespace, uid, resourceVersion } = claim.metadata;
  return {
    apiVersion: claim.apiVersion,
    kind: claim.kind,
    name,
    namespace,
    uid,
    resourceVersion,
  };
}

/** Makes the volume the claim's, on the volume's side. */
export function reserveVolume(
  registry: Registry,
  volume: Stored<PersistentVolume>,
  claim: Stored<PersistentVolumeClaim>,
): void {
  if (volume.spec?.claimRef?.uid === claim.metadata.uid) {
    return;
  }
  const chosenByPerson = isReservedFor(volume, claim);
  registry.mutate(persistentVolumes, undefined, volume.metadata.name, draft => {
    if (draft.spec) {
      draft.spec.claimRef = claimReference(claim);
    }
    if (!chosenByPerson) {
      draft.metadata.annotations = {
        ...draft.metadata.annotations,
        [BOUND_BY_CONTROLLER]: 'yes',
      };
    }
  });
}

/** Sets a volume's phase, with the time of the change. */
export function writeVolumePhase(
  registry: Registry,
  volumeName: string,
  phase: { phase: string; reason?: string; message?: string },
): void {
  const now = timestamp(registry.now());
  registry.mutate(
    persistentVolumes,
    undefined,
    volumeName,
    draft => {
      if (draft.status?.phase !== phase.phase) {
        Object.assign(draft, {
          status: { ...phase, lastPhaseTransitionTime: now },
        });
      }
    },
    { subresource: 'status' },
  );
}

/** Sets a claim's phase, with what its volume offers if it has one. */
export function writeClaimPhase(
  registry: Registry,
  claim: Stored<PersistentVolumeClaim>,
  phase: 'Pending' | 'Bound' | 'Lost',
  volume?: Stored<PersistentVolume>,
): void {
  const { namespace, name } = claim.metadata;
  registry.mutate(
    persistentVolumeClaims,
    namespace,
    name,
    draft => {
      const { accessModes, capacity, ...rest } = draft.status ?? {};
      Object.assign(draft, {
        status: {
          ...rest,
          phase,
          ...(volume && {
            accessModes: volume.spec?.accessModes,
            // What the volume offered when it was bound; growing changes it otherwise.
            capacity:
              draft.status?.phase === phase ? capacity : volume.spec?.capacity,
          }),
        },
      });
    },
    { subresource: 'status' },
  );
}

/**
 * Binds volume and claim to one another. Doing it again changes nothing.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export function bind(
  registry: Registry,
  volume: Stored<PersistentVolume>,
  claim: Stored<PersistentVolumeClaim>,
): void {
  const { namespace, name } = claim.metadata;
  reserveVolume(registry, volume, claim);
  writeVolumePhase(registry, volume.metadata.name, { phase: 'Bound' });
  const chosenByPerson = claim.spec?.volumeName === volume.metadata.name;
  registry.mutate(persistentVolumeClaims, namespace, name, draft => {
    if (draft.spec) {
      draft.spec.volumeName = volume.metadata.name;
    }
    draft.metadata.annotations = {
      ...draft.metadata.annotations,
      ...(chosenByPerson ? {} : { [BOUND_BY_CONTROLLER]: 'yes' }),
      [BIND_COMPLETED]: 'yes',
    };
  });
  writeClaimPhase(registry, claim, 'Bound', volume);
}
