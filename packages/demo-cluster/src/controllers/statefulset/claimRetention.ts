import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { PersistentVolumeClaim, Pod } from 'kubernetes-types/core/v1';
import type { OwnerReference } from 'kubernetes-types/meta/v1';
import { jsonEqual } from '../../model/json';
import type { Stored } from '../../model/objects';
import { controllerReference } from '../owners';
import { isWanted } from './identity';

/** A claim, the set whose template made it, and the pod that it was made for. */
export interface ClaimOfSet {
  claim: Stored<PersistentVolumeClaim>;
  set: Stored<StatefulSet>;
  pod: Stored<Pod>;
  ordinal: number;
}

function refersTo(reference: OwnerReference, owner: Stored): boolean {
  return (
    reference.apiVersion === owner.apiVersion &&
    reference.kind === owner.kind &&
    reference.name === owner.metadata.name
  );
}

/** Whether the claim belongs to a former object of the same name, which is being deleted: it is not to be touched. */
export function hasStaleOwner(
  claim: Stored<PersistentVolumeClaim>,
  owner: Stored,
): boolean {
  const reference = claim.metadata.ownerReferences?.find(candidate =>
    refersTo(candidate, owner),
  );
  return reference !== undefined && reference.uid !== owner.metadata.uid;
}

/**
 * The owners that a claim is to have, so that it goes with the set, with a pod that is scaled away, or stays.
 *
 * @returns undefined when the claim's owners are as they should be
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention
 */
export function retentionOwners(
  options: ClaimOfSet,
): OwnerReference[] | undefined {
  const { claim, set, pod, ordinal } = options;
  if (hasStaleOwner(claim, set) || hasStaleOwner(claim, pod)) {
    return undefined;
  }
  const current = claim.metadata.ownerReferences ?? [];
  const others = current.filter(
    reference => !refersTo(reference, set) && !refersTo(reference, pod),
  );
  const policy = set.spec?.persistentVolumeClaimRetentionPolicy;
  const wanted = isWanted(set, ordinal);
  const owners = others.some(({ controller }) => controller)
    ? others
    : [
        ...others,
        ...(policy?.whenScaled === 'Delete' && !wanted
          ? [controllerReference(pod)]
          : []),
        ...(policy?.whenDeleted === 'Delete' &&
        (wanted || policy.whenScaled !== 'Delete')
          ? [controllerReference(set)]
          : []),
      ];
  return jsonEqual(owners, current) ? undefined : owners;
}
