import { randomUUID } from 'node:crypto';
import {
  completing,
  judging,
  type Admission,
  type AdmissionRequest,
} from '../admission';
import { alreadyExists, invalid, notFound } from '../model/failures';
import { jsonEqual } from '../model/json';
import { validateMetadata } from '../model/metadata';
import { generatedName } from '../model/names';
import {
  objectKey,
  type KubernetesObject,
  type ObjectEvent,
  type Stored,
  type StoredMetadata,
} from '../model/objects';
import { apiVersionOf, type Resource } from '../model/Resource';
import { labelMatcher } from '../model/selectors';
import { StatusError } from '../model/StatusError';
import { timestamp } from '../model/timestamp';
import type { ObjectStore } from '../store/ObjectStore';
import { deletion, isGone } from './deletion';
import { checkDeletion, checkUpdate } from './preconditions';
import { validateNewFinalizers } from './newFinalizers';
import { preserved } from './preserved';
import type {
  DeleteRequest,
  ListFilter,
  Registry,
  WriteOptions,
} from './Registry';

/**
 * The registry over an {@link ObjectStore}.
 */
export class DefaultRegistry implements Registry {
  static create(options: {
    store: ObjectStore;
    now?: () => Date;
  }): DefaultRegistry {
    return new DefaultRegistry(
      options.store,
      options.now ?? (() => new Date()),
    );
  }

  readonly now: () => Date;
  readonly #store: ObjectStore;

  private constructor(store: ObjectStore, now: () => Date) {
    this.#store = store;
    this.now = now;
  }

  get version(): number {
    return this.#store.version;
  }

  find<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): Stored<T> | undefined {
    return this.#store.find(resource, objectKey(namespace, name));
  }

  get<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): Stored<T> {
    const found = this.find(resource, namespace, name);
    if (!found) {
      throw notFound(resource, name);
    }
    return found;
  }

  list<T extends KubernetesObject>(
    resource: Resource<T>,
    filter: ListFilter = {},
  ): Stored<T>[] {
    const matches = filter.labels && labelMatcher(filter.labels);
    return this.#store
      .all(resource)
      .filter(
        ({ metadata }) =>
          (filter.namespace === undefined ||
            metadata.namespace === filter.namespace) &&
          (matches === undefined || matches(metadata.labels)),
      )
      .sort(byNamespaceAndName);
  }

  create<T extends KubernetesObject>(
    resource: Resource<T>,
    object: T,
    options: WriteOptions = {},
  ): Stored<T> {
    if (resource.notRun) {
      throw new StatusError('MethodNotAllowed', resource.notRun);
    }
    if (object.metadata?.resourceVersion) {
      throw new StatusError(
        'Unknown',
        'resourceVersion should not be set on objects to be created',
      );
    }
    const draft = this.#newObject(resource, object);
    const { name, namespace } = draft.metadata;
    resource.defaults?.(draft);
    resource.prepareForCreate?.(draft);
    const request = { operation: 'CREATE', resource, object: draft } as const;
    this.#admit(completing, request);
    this.#validate(resource, draft);
    this.#admit(judging, request);
    if (this.find(resource, namespace, name)) {
      throw alreadyExists(resource, name);
    }
    return options.dryRun ? draft : this.#store.put(resource, draft);
  }

  update<T extends KubernetesObject>(
    resource: Resource<T>,
    object: T,
    options: WriteOptions = {},
  ): Stored<T> {
    const name = object.metadata?.name ?? '';
    const old = this.get(resource, object.metadata?.namespace, name);
    checkUpdate(resource, old, object.metadata ?? {});
    const draft = preserved(resource, {
      object: structuredClone(object),
      old,
      options,
    });
    if (options.subresource !== 'status') {
      resource.defaults?.(draft);
      resource.prepareForUpdate?.(draft, old);
      const request = {
        operation: 'UPDATE',
        resource,
        object: draft,
        old,
      } as const;
      this.#admit(completing, request);
      this.#validate(resource, draft, old);
      this.#admit(judging, request);
    }
    if (
      resource.generation &&
      !jsonEqual(wished(resource, draft), wished(resource, old))
    ) {
      const metadata: StoredMetadata = draft.metadata;
      metadata.generation = (old.metadata.generation ?? 0) + 1;
    }
    if (jsonEqual(draft, old)) {
      return old;
    }
    if (options.dryRun) {
      return draft;
    }
    return isGone(draft)
      ? this.#store.remove(resource, draft)
      : this.#store.put(resource, draft);
  }

  mutate<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
    change: (draft: Stored<T>) => void,
    options: WriteOptions = {},
  ): Stored<T> {
    const draft = structuredClone(this.get(resource, namespace, name));
    change(draft);
    return this.update(resource, draft, options);
  }

  delete<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
    options: DeleteRequest = {},
  ): Stored<T> {
    const old = this.get(resource, namespace, name);
    checkDeletion(resource, old, options.preconditions ?? {});
    this.#admit(judging, { operation: 'DELETE', resource, object: old, old });
    const draft = deletion({ old, request: options, now: this.now() });
    if (options.dryRun || jsonEqual(draft, old)) {
      return draft;
    }
    // What goes at once was never marked for deletion: its last state is the one before.
    return isGone(draft)
      ? this.#store.remove(resource, old)
      : this.#store.put(resource, draft);
  }

  watch<T extends KubernetesObject>(
    resource: Resource<T>,
    listener: (event: ObjectEvent<T>) => void,
  ): () => void {
    return this.#store.subscribe(resource, listener);
  }

  changesSince<T extends KubernetesObject>(
    resource: Resource<T>,
    version: number,
  ): ObjectEvent<T>[] | undefined {
    return this.#store.changesSince(resource, version);
  }

  #newObject<T extends KubernetesObject>(
    resource: Resource<T>,
    object: T,
  ): Stored<T> {
    const { metadata = {}, ...rest } = structuredClone(object);
    const {
      resourceVersion: _version,
      managedFields: _managers,
      deletionTimestamp: _deletion,
      deletionGracePeriodSeconds: _grace,
      selfLink: _link,
      ...kept
    } = metadata;
    const name =
      metadata.name ??
      (metadata.generateName ? generatedName(metadata.generateName) : '');
    return {
      ...rest,
      apiVersion: apiVersionOf(resource),
      kind: resource.kind,
      metadata: {
        ...kept,
        name,
        uid: randomUUID(),
        creationTimestamp: timestamp(this.now()),
        ...(resource.generation ? { generation: 1 } : {}),
      },
    } as Stored<T>;
  }

  #admit(
    rules: readonly Admission[],
    request: Omit<AdmissionRequest, 'objects'>,
  ): void {
    for (const rule of rules) {
      rule({ ...request, objects: this });
    }
  }

  #validate<T extends KubernetesObject>(
    resource: Resource<T>,
    object: Stored<T>,
    old?: Stored<T>,
  ): void {
    const errors = [
      ...validateMetadata(resource, object.metadata),
      ...(old ? validateNewFinalizers(object, old) : []),
      ...(resource.validate?.(object) ?? []),
      ...(old ? (resource.validateUpdate?.(object, old) ?? []) : []),
    ];
    if (errors.length) {
      throw invalid(resource, object.metadata.name, errors);
    }
  }
}

/** What `metadata.generation` counts the changes of. */
function wished<T extends KubernetesObject>(
  resource: Resource<T>,
  object: T,
): unknown {
  return resource.wished
    ? resource.wished(object)
    : { ...object, metadata: undefined, status: undefined };
}

function byNamespaceAndName(one: Stored, other: Stored): number {
  const left = `${one.metadata.namespace ?? ''}/${one.metadata.name}`;
  const right = `${other.metadata.namespace ?? ''}/${other.metadata.name}`;
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
