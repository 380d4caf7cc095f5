import type {
  Node,
  PersistentVolume,
  PersistentVolumeClaim,
} from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import { compareQuantities } from '../../model/quantity';
import { labelMatcher } from '../../model/selectors';
import { matchesVolumeAffinity } from '../scheduler/nodeAffinity';
import { classNameOf, isReservedFor } from './claims';

function storageOf(amounts: Record<string, string> | undefined): string {
  return amounts?.storage ?? '0';
}

function hasModes(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): boolean {
  return (claim.spec?.accessModes ?? []).every(mode =>
    volume.spec?.accessModes?.includes(mode),
  );
}

function sameVolumeMode(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): boolean {
  const mode = (object: { spec?: { volumeMode?: string } }) =>
    object.spec?.volumeMode ?? 'Filesystem';
  return mode(volume) === mode(claim);
}

function sameAttributes(
  volume: PersistentVolume,
  claim: PersistentVolumeClaim,
): boolean {
  return (
    (volume.spec?.volumeAttributesClassName ?? '') ===
    (claim.spec?.volumeAttributesClassName ?? '')
  );
}

/**
 * Why a volume that a claim asks for by name cannot be its volume; undefined when it can.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export function mismatch(
  volume: Stored<PersistentVolume>,
  claim: PersistentVolumeClaim,
): string | undefined {
  const capacity = storageOf(volume.spec?.capacity);
  const requested = storageOf(claim.spec?.resources?.requests);
  if (volume.metadata.deletionTimestamp) {
    return `the volume is marked for deletion "${volume.metadata.name}"`;
  }
  if (compareQuantities(capacity, requested) < 0) {
    return 'requested PV is too small';
  }
  if (classNameOf(volume) !== classNameOf(claim)) {
    return 'storageClassName does not match';
  }
  if (!sameAttributes(volume, claim)) {
    return 'volumeAttributesClassName does not match';
  }
  if (!sameVolumeMode(volume, claim)) {
    return 'incompatible volumeMode';
  }
  return hasModes(volume, claim) ? undefined : 'incompatible accessMode';
}

/**
 * The volume that suits a claim best: the one that is reserved for it, or else the free one with the fewest access modes to spare and the
 * least capacity.
 *
 * @param node - only volumes that can be used on it; without it, claims that wait for a consumer get only what is reserved for them
 */
export function findVolume(options: {
  claim: Stored<PersistentVolumeClaim>;
  volumes: readonly Stored<PersistentVolume>[];
  waitsForConsumer: boolean;
  node?: Stored<Node>;
}): Stored<PersistentVolume> | undefined {
  const { claim, volumes, node } = options;
  const requested = storageOf(claim.spec?.resources?.requests);
  const fitting = volumes.filter(
    volume =>
      hasModes(volume, claim) &&
      sameVolumeMode(volume, claim) &&
      sameAttributes(volume, claim) &&
      !volume.metadata.deletionTimestamp &&
      compareQuantities(storageOf(volume.spec?.capacity), requested) >= 0 &&
      (!node || matchesVolumeAffinity(volume, node)),
  );
  const reserved = fitting.find(volume => isReservedFor(volume, claim));
  if (reserved || (options.waitsForConsumer && !node)) {
    return reserved;
  }
  const free = fitting.filter(
    volume =>
      !volume.spec?.claimRef &&
      volume.status?.phase === 'Available' &&
      classNameOf(volume) === classNameOf(claim) &&
      (!claim.spec?.selector ||
        labelMatcher(claim.spec.selector)(volume.metadata.labels)),
  );
  return free.sort(
    (one, other) =>
      (one.spec?.accessModes?.length ?? 0) -
        (other.spec?.accessModes?.length ?? 0) ||
      compareQuantities(
        storageOf(one.spec?.capacity),
        storageOf(other.spec?.capacity),
      ),
  )[0];
}
