import type { KubernetesObject, Mutable, Stored } from './objects';

/** A problem of one field, worded as `field.Error` of the API server. */
export interface FieldError {
  field: string;
  reason:
    | 'FieldValueRequired'
    | 'FieldValueInvalid'
    | 'FieldValueForbidden'
    | 'FieldValueDuplicate'
    | 'FieldValueNotSupported'
    | 'FieldValueNotFound'
    | 'FieldValueTooLong';
  /** Without the field's path, e.g. `Required value`. */
  message: string;
}

/**
 * A kind that the demo cluster serves: its names, and what is particular about its life.
 *
 * @remarks
 * The hooks are pure: they change only the draft they are given. `T` is the kind's JSON type.
 */
export interface Resource<T extends KubernetesObject = KubernetesObject> {
  /** API group, empty for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  readonly shortNames?: readonly string[];
  readonly namespaced: boolean;
  /** What names look like: with dots (the default), or one label of a domain name. */
  readonly nameRule?: 'subdomain' | 'label';
  /** Whether `/status` is a subresource, so that the main resource never changes `status`. */
  readonly status?: boolean;
  /** Whether `metadata.generation` counts the changes of what is wished for (everything but metadata and status). */
  readonly generation?: boolean;
  /** What the generation counts the changes of; default: everything but metadata and status. */
  wished?(object: T): unknown;
  /** Whether `/scale` is served. */
  readonly scale?: boolean;
  /**
   * Kinds that are listed (always empty) because clients ask for them, but that nothing here would run. Creating one answers 405 with
   * this sentence.
   */
  readonly notRun?: string;
  /** Fills in what the API server fills in when an object is created or updated. */
  defaults?(draft: Mutable<T>): void;
  /** Sets what a caller may not choose at creation, e.g. the initial status. */
  prepareForCreate?(draft: Mutable<T>): void;
  /** Restores what an update may not change. */
  prepareForUpdate?(draft: Mutable<T>, old: Stored<T>): void;
  validate?(object: T): FieldError[];
  validateUpdate?(object: T, old: Stored<T>): FieldError[];
  /** The values that field selectors can ask for, beyond `metadata.name` and `metadata.namespace`. The names are the same for every object. */
  fields?(object: Partial<T>): Record<string, string>;
}

/** `deployments.apps`, `pods`: how messages name a resource. */
export function resourceName(resource: {
  group: string;
  plural: string;
}): string {
  return resource.group
    ? `${resource.plural}.${resource.group}`
    : resource.plural;
}

/** `apps/v1`, `v1`. */
export function apiVersionOf(resource: {
  group: string;
  version: string;
}): string {
  return resource.group
    ? `${resource.group}/${resource.version}`
    : resource.version;
}
