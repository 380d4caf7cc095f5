import type { KubernetesObject, Stored } from '../model/objects';
import type { Resource } from '../model/Resource';
import type { WriteOptions } from './Registry';

/** What an update may not change stays as it was: identity, times, and the part that another subresource writes. */
export function preserved<T extends KubernetesObject>(
  resource: Resource<T>,
  write: { object: T; old: Stored<T>; options: WriteOptions },
): Stored<T> {
  const { object, old, options } = write;
  if (options.subresource === 'status') {
    return { ...structuredClone(old), status: statusOf(object) };
  }
  const { metadata } = old;
  const draft = {
    ...object,
    apiVersion: old.apiVersion,
    kind: old.kind,
    metadata: {
      ...object.metadata,
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      creationTimestamp: metadata.creationTimestamp,
      generateName: metadata.generateName,
      generation: metadata.generation,
      deletionTimestamp: metadata.deletionTimestamp,
      deletionGracePeriodSeconds: metadata.deletionGracePeriodSeconds,
    },
    ...(resource.status ? { status: structuredClone(statusOf(old)) } : {}),
  };
  delete draft.metadata.managedFields;
  for (const list of ['finalizers', 'ownerReferences'] as const) {
    if (draft.metadata[list]?.length === 0) {
      delete draft.metadata[list];
    }
  }
  return withoutUndefined(draft);
}

function statusOf(object: KubernetesObject): unknown {
  return 'status' in object ? object.status : undefined;
}

function withoutUndefined<T extends { metadata: object }>(draft: T): T {
  return {
    ...draft,
    metadata: Object.fromEntries(
      Object.entries(draft.metadata).filter(([, value]) => value !== undefined),
    ),
  };
}
