import type { OwnerReference } from 'kubernetes-types/meta/v1';
import type { KubernetesObject, Stored } from '../model/objects';

/** The reference to the one owner that manages the object. */
export function controllerOf(
  object: KubernetesObject,
): OwnerReference | undefined {
  return object.metadata?.ownerReferences?.find(owner => owner.controller);
}

/** Whether the object is managed by that owner. */
export function isControlledBy(
  object: KubernetesObject,
  owner: Stored,
): boolean {
  return controllerOf(object)?.uid === owner.metadata.uid;
}

/** What an object that is managed by the owner carries in `metadata.ownerReferences`. */
export function controllerReference(owner: Stored): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}
