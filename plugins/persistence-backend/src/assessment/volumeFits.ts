import type { Claim, Volume } from '../observation/view';
import { exceeds } from './quantity';

/**
 * Whether the cluster would bind a claim to a volume that is free, its class included.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export function fits(volume: Volume, claim: Claim): boolean {
  return (
    volume.storageClass === (claim.storageClass ?? '') &&
    fitsBesidesClass(volume, claim)
  );
}

/** Whether a volume that is free would do for a claim, if the classes were the same. */
export function fitsBesidesClass(volume: Volume, claim: Claim): boolean {
  const { claimRef } = volume;
  return (
    volume.phase === 'Available' &&
    volume.volumeMode === claim.volumeMode &&
    claim.accessModes.every(mode => volume.accessModes.includes(mode)) &&
    !exceeds(claim.requestedSize, volume.capacitySize) &&
    (!claimRef || isFor(claimRef, claim)) &&
    (!claim.selector || matches(claim.selector, volume))
  );
}

function isFor(
  claimRef: NonNullable<Volume['claimRef']>,
  { namespace, name, uid }: Claim,
): boolean {
  return (
    claimRef.namespace === namespace &&
    claimRef.name === name &&
    (!claimRef.uid || claimRef.uid === uid)
  );
}

function matches(
  selector: NonNullable<Claim['selector']>,
  { labels }: Volume,
): boolean {
  return Object.entries(selector).every(
    ([key, value]) => labels[key] === value,
  );
}
