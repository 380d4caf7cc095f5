import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubernetesObject, ObjectEvent, Stored } from '../model/objects';
import type { Resource } from '../model/Resource';

/** How a write is to be treated. */
export interface WriteOptions {
  /** Everything but the storing: validation, admission, conflicts. */
  dryRun?: boolean;
  /** Which part of the object is written; the main resource never changes `status` and the other way round. */
  subresource?: 'status';
}

/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/delete-options/ */
export interface DeleteRequest {
  dryRun?: boolean;
  gracePeriodSeconds?: number;
  preconditions?: { uid?: string; resourceVersion?: string };
  propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
}

/** What a list is narrowed by. */
export interface ListFilter {
  namespace?: string;
  /** Label selector as objects carry it (`matchLabels`, `matchExpressions`). */
  labels?: LabelSelector;
}

/**
 * The objects of the cluster, with everything that the API server does around a write: defaults, validation, admission, finalizers,
 * optimistic locking, watch events.
 *
 * @remarks
 * Everything is synchronous and runs on one thread, so what is read and then written in one go cannot be overtaken. Objects that are
 * handed out are frozen: change them with {@link Registry.mutate}. Controllers and the node use this; people use it over HTTPS.
 * All writing methods throw `StatusError` as the API server would answer.
 */
export interface Registry {
  /** The time by which timestamps are written. */
  now(): Date;

  /** The version of the latest change of any object. */
  readonly version: number;

  find<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): Stored<T> | undefined;

  /** @throws StatusError NotFound */
  get<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): Stored<T>;

  /** Sorted by namespace and name. */
  list<T extends KubernetesObject>(
    resource: Resource<T>,
    filter?: ListFilter,
  ): Stored<T>[];

  /** `metadata.namespace` (for namespaced kinds) and `metadata.name` or `generateName` are taken from the object. */
  create<T extends KubernetesObject>(
    resource: Resource<T>,
    object: T,
    options?: WriteOptions,
  ): Stored<T>;

  /** With a `metadata.resourceVersion` in the object: only if it is still that one. Writing what is there already changes nothing. */
  update<T extends KubernetesObject>(
    resource: Resource<T>,
    object: T,
    options?: WriteOptions,
  ): Stored<T>;

  /** Reads, lets `change` edit a copy, writes it. */
  mutate<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
    change: (draft: Stored<T>) => void,
    options?: WriteOptions,
  ): Stored<T>;

  /**
   * Deletes as the API server does: finalizers and a pod's grace period only set `deletionTimestamp`. Returns the object as it is then, or
   * as it last was.
   */
  delete<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
    options?: DeleteRequest,
  ): Stored<T>;

  /**
   * Calls the listener within each write of the resource. A listener may only take note (e.g. put a key into a work queue), never write.
   *
   * @returns a function that ends it
   */
  watch<T extends KubernetesObject>(
    resource: Resource<T>,
    listener: (event: ObjectEvent<T>) => void,
  ): () => void;

  /**
   * The changes of a resource after a version, oldest first.
   *
   * @returns undefined when they are no longer all known (a watch then answers 410)
   */
  changesSince<T extends KubernetesObject>(
    resource: Resource<T>,
    version: number,
  ): ObjectEvent<T>[] | undefined;
}
