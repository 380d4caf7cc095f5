import type { KubernetesObject, Stored } from '../model/objects';
import type { Resource } from '../model/Resource';

/** Reading access for rules that look at other objects. */
export interface ObjectReader {
  find<T extends KubernetesObject>(
    resource: Resource<T>,
    namespace: string | undefined,
    name: string,
  ): Stored<T> | undefined;
  list<T extends KubernetesObject>(
    resource: Resource<T>,
    filter?: { namespace?: string },
  ): Stored<T>[];
}

/** A write that is about to happen. */
export interface AdmissionRequest<
  T extends KubernetesObject = KubernetesObject,
> {
  operation: 'CREATE' | 'UPDATE' | 'DELETE';
  resource: Resource<T>;
  /** The object as it would be stored (on a deletion: as it is). A rule may change it, not on a deletion. */
  object: Stored<T>;
  /** The object before; absent on creation. */
  old?: Stored<T>;
  objects: ObjectReader;
}

/** Whether the write is one of this kind. */
export function concerns<T extends KubernetesObject>(
  request: AdmissionRequest,
  resource: Resource<T>,
): request is AdmissionRequest<T> & AdmissionRequest {
  return (
    request.resource.group === resource.group &&
    request.resource.kind === resource.kind
  );
}

/**
 * A rule that completes or refuses a write after its fields were found valid.
 *
 * @remarks
 * Throws `StatusError` (mostly Forbidden) to refuse.
 * @see https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/
 */
export type Admission = (request: AdmissionRequest) => void;
