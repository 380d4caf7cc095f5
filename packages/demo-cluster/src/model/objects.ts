import type { ObjectMeta } from 'kubernetes-types/meta/v1';

/**
 * What every Kubernetes object has in common.
 *
 * @remarks
 * Kinds are described by the JSON types of `kubernetes-types`, where every field is optional and times are RFC 3339 strings.
 */
export interface KubernetesObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
}

/** The types of `kubernetes-types` mark what the API server sets as read-only; here the API server is ours. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Metadata that the API server has filled in. */
export type StoredMetadata = Mutable<ObjectMeta> & {
  name: string;
  uid: string;
  resourceVersion: string;
  creationTimestamp: string;
};

/**
 * An object as it is kept: never changed in place (it is frozen), replaced as a whole by the next write.
 */
export type Stored<T extends KubernetesObject = KubernetesObject> = T &
  Mutable<T> & {
    apiVersion: string;
    kind: string;
    metadata: StoredMetadata;
  };

/** One change of one object. A deletion carries the object's last state, with the resourceVersion of the deletion. */
export interface ObjectEvent<T extends KubernetesObject = KubernetesObject> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: Stored<T>;
  /** What the object was before; absent for `ADDED`. */
  previous?: Stored<T>;
}

/** `namespace/name`, or the name alone for what lives outside namespaces: the key of work queues and maps. */
export function keyOf(object: { metadata?: ObjectMeta }): string {
  return objectKey(object.metadata?.namespace, object.metadata?.name ?? '');
}

/** See {@link keyOf}. */
export function objectKey(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}

/** The inverse of {@link objectKey}. */
export function splitKey(key: string): { namespace?: string; name: string } {
  const slash = key.indexOf('/');
  return slash < 0
    ? { name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}
