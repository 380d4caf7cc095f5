import type { OwnerReference } from 'kubernetes-types/meta/v1';
import { keyOf, splitKey, type Stored } from '../../model/objects';
import { apiVersionOf, type Resource } from '../../model/Resource';
import type { Registry } from '../../registry/Registry';

/** One object of any kind, by name. */
export interface ObjectAddress {
  resource: Resource;
  namespace?: string;
  name: string;
}

/**
 * Who owns whom: the objects that refer to an owner, found by its uid.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/
 */
export class OwnerGraph {
  readonly #registry: Registry;
  readonly #resources: readonly Resource[];
  /** Addresses of dependents by their owner's uid. */
  readonly #dependents = new Map<string, Set<string>>();

  static create(options: {
    registry: Registry;
    resources: readonly Resource[];
  }): OwnerGraph {
    return new OwnerGraph(options);
  }

  private constructor(options: {
    registry: Registry;
    resources: readonly Resource[];
  }) {
    this.#registry = options.registry;
    this.#resources = options.resources;
  }

  /** Takes note of an object, and forgets what it was before. */
  note(resource: Resource, change: { now?: Stored; before?: Stored }): void {
    for (const { uid } of change.before?.metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(uid);
      dependents?.delete(addressOf(resource, change.before));
      if (!dependents?.size) {
        this.#dependents.delete(uid);
      }
    }
    for (const { uid } of change.now?.metadata.ownerReferences ?? []) {
      const dependents = this.#dependents.get(uid) ?? new Set();
      dependents.add(addressOf(resource, change.now));
      this.#dependents.set(uid, dependents);
    }
  }

  /** The addresses of the objects that refer to the owner. */
  dependentsOf(ownerUid: string): string[] {
    return Array.from(this.#dependents.get(ownerUid) ?? []);
  }

  /** The object with that address. */
  find(address: string): Stored | undefined {
    const { resource, namespace, name } = this.parse(address);
    return this.#registry.find(resource, namespace, name);
  }

  /**
   * The owner that a reference means, `gone` when there is none (any more), `unknown` when the reference is of a kind that the cluster does not
   * serve.
   */
  owner(
    dependent: Stored,
    reference: OwnerReference,
  ): Stored | 'gone' | 'unknown' {
    const resource = this.#resources.find(
      candidate =>
        candidate.kind === reference.kind &&
        apiVersionOf(candidate) === reference.apiVersion,
    );
    if (!resource) {
      return 'unknown';
    }
    const namespace = resource.namespaced
      ? dependent.metadata.namespace
      : undefined;
    const owner = this.#registry.find(resource, namespace, reference.name);
    return owner?.metadata.uid === reference.uid ? owner : 'gone';
  }

  /** The inverse of {@link addressOf}. */
  parse(address: string): ObjectAddress {
    const separator = address.indexOf('|');
    const resource = this.#resources.find(
      candidate => kindKey(candidate) === address.slice(0, separator),
    );
    if (!resource) {
      throw new Error(`${address} is of no kind that is served`);
    }
    return { resource, ...splitKey(address.slice(separator + 1)) };
  }
}

function kindKey(resource: Resource): string {
  return `${resource.plural}.${resource.group}`;
}

/** A text that names one object among those of all kinds. */
export function addressOf(
  resource: Resource,
  object: Stored | undefined,
): string {
  return `${kindKey(resource)}|${object ? keyOf(object) : ''}`;
}
