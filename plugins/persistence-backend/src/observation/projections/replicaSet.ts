import type { ReplicaSet as KubernetesReplicaSet } from 'kubernetes-types/apps/v1';
import { controllerOf, identityOf } from './metadata';
import type { Raw } from './Raw';

/** A ReplicaSet, as far as we keep it: it leads from a pod to its Deployment. */
export interface ReplicaSet {
  namespace: string;
  name: string;
  uid: string;
  /** The uid of the object that controls it. */
  controllerUid?: string;
}

/** A ReplicaSet, as far as we keep it; its metadata suffices. */
export function projectReplicaSet(object: object): ReplicaSet | undefined {
  const { metadata } = object as NonNullable<Raw<KubernetesReplicaSet>>;
  const identity = identityOf(metadata);
  if (!identity) {
    return undefined;
  }
  const { namespace, name, uid } = identity;
  const controllerUid = controllerOf(metadata)?.uid;
  return Object.freeze({
    namespace,
    name,
    uid,
    ...(controllerUid && { controllerUid }),
  });
}
