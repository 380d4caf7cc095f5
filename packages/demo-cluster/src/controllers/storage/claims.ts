import type {
  PersistentVolume,
  PersistentVolumeClaim,
} from 'kubernetes-types/core/v1';
import type { StorageClass } from 'kubernetes-types/storage/v1';
import type { Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import { storageClasses } from '../../resources';

/** On a claim: the node on which its first consumer is to run. */
export const SELECTED_NODE = 'volume.kubernetes.io/selected-node';
/** On a claim: who is to provision its volume. */
export const STORAGE_PROVISIONER = 'volume.kubernetes.io/storage-provisioner';
/** The name under which {@link STORAGE_PROVISIONER} was known before 1.23; still written. */
export const BETA_STORAGE_PROVISIONER =
  'volume.beta.kubernetes.io/storage-provisioner';
/** On a claim: claim and volume know of each other. */
export const BIND_COMPLETED = 'pv.kubernetes.io/bind-completed';
/** On a claim or a volume: a controller chose the other side, not a person. */
export const BOUND_BY_CONTROLLER = 'pv.kubernetes.io/bound-by-controller';
/** On a volume: who made it. */
export const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
/** The provisioner that the demo cluster runs. */
export const LOOP_PROVISIONER = 'loop.csi.test';

/** The class of a claim or volume, empty when it has none. */
export function classNameOf(object: {
  spec?: { storageClassName?: string };
}): string {
  return object.spec?.storageClassName ?? '';
}

/** The claim's class, if it exists. */
export function classOf(
  registry: Pick<Registry, 'find'>,
  claim: PersistentVolumeClaim,
): Stored<StorageClass> | undefined {
  const name = classNameOf(claim);
  return name ? registry.find(storageClasses, undefined, name) : undefined;
}

/** Whether the claim's volume waits for the scheduler. */
export function waitsForConsumer(
  registry: Pick<Registry, 'find'>,
  claim: PersistentVolumeClaim,
): boolean {
  return classOf(registry, claim)?.volumeBindingMode === 'WaitForFirstConsumer';
}

/** Whether claim and volume are bound to one another for good. */
export function isBound(claim: PersistentVolumeClaim): boolean {
  return (
    Boolean(claim.spec?.volumeName) &&
    claim.metadata?.annotations?.[BIND_COMPLETED] !== undefined
  );
}

/** Whether the volume is reserved for that very claim. */
export function isReservedFor(
  volume: PersistentVolume,
  claim: Stored<PersistentVolumeClaim>,
): boolean {
  const reference = volume.spec?.claimRef;
  return (
    reference?.name === claim.metadata.name &&
    reference.namespace === claim.metadata.namespace &&
    (!reference.uid || reference.uid === claim.metadata.uid)
  );
}
