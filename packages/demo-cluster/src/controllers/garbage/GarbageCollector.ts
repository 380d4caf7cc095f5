import type { OwnerReference } from 'kubernetes-types/meta/v1';
import { jsonEqual } from '../../model/json';
import type { Stored } from '../../model/objects';
import type { Resource } from '../../model/Resource';
import type { Registry } from '../../registry/Registry';
import { allResources } from '../../resources';
import type { Controller, ControllerContext } from '../Controller';
import { Subscriptions } from '../Subscriptions';
import { WorkQueue } from '../WorkQueue';
import { addressOf, OwnerGraph } from './OwnerGraph';

const FOREGROUND = 'foregroundDeletion';
const ORPHAN = 'orphan';

/**
 * Deletes what belonged to objects that are gone, and finishes deletions that wait for their dependents or leave them behind.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/garbage-collection/
 */
export class GarbageCollector implements Controller {
  readonly #registry: Registry;
  readonly #resources: readonly Resource[];
  readonly #graph: OwnerGraph;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): GarbageCollector {
    return new GarbageCollector(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#resources = allResources;
    this.#graph = OwnerGraph.create({ registry, resources: this.#resources });
    this.#queue = WorkQueue.create({
      name: 'garbage-collector',
      reconcile: address => this.#reconcile(address),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    for (const resource of this.#resources) {
      this.#subscriptions.on(resource, ({ type, object, previous }) => {
        const now = type === 'DELETED' ? undefined : object;
        this.#graph.note(resource, { now, before: previous ?? object });
        if (type === 'DELETED') {
          this.#deleted(resource, object);
        } else if (concernsCollector(object, previous)) {
          this.#queue.add(addressOf(resource, object));
        }
      });
    }
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #deleted(resource: Resource, object: Stored): void {
    for (const dependent of this.#graph.dependentsOf(object.metadata.uid)) {
      this.#queue.add(dependent);
    }
    // An owner may wait for this one.
    for (const reference of object.metadata.ownerReferences ?? []) {
      const owner = this.#graph.owner(object, reference);
      if (typeof owner !== 'string' && hasFinalizer(owner, FOREGROUND)) {
        this.#queue.add(this.#addressOfOwner(reference, owner));
      }
    }
    this.#queue.add(addressOf(resource, object));
  }

  #addressOfOwner(reference: OwnerReference, owner: Stored): string {
    const resource = this.#resources.find(
      ({ kind }) => kind === reference.kind,
    );
    return resource ? addressOf(resource, owner) : '';
  }

  #reconcile(address: string): void {
    const object = this.#graph.find(address);
    if (!object) {
      return;
    }
    if (object.metadata.deletionTimestamp) {
      if (hasFinalizer(object, ORPHAN)) {
        this.#orphanDependents(address, object);
      } else if (hasFinalizer(object, FOREGROUND)) {
        this.#deleteDependents(address, object);
      }
      return;
    }
    this.#collect(address, object);
  }

  /** Deletes the object if none of its owners is left that wants to keep it. */
  #collect(address: string, object: Stored): void {
    const references = object.metadata.ownerReferences ?? [];
    const owners = references.map(reference => ({
      reference,
      owner: this.#graph.owner(object, reference),
    }));
    if (!owners.length || owners.some(({ owner }) => owner === 'unknown')) {
      return;
    }
    const leaving = owners.filter(
      ({ owner }) =>
        typeof owner === 'string' ||
        (owner.metadata.deletionTimestamp && hasFinalizer(owner, FOREGROUND)),
    );
    if (!leaving.length) {
      return;
    }
    const { resource, namespace, name } = this.#graph.parse(address);
    if (leaving.length < owners.length) {
      const uids = leaving.map(({ reference }) => reference.uid);
      this.#registry.mutate(resource, namespace, name, draft => {
        draft.metadata.ownerReferences = references.filter(
          ({ uid }) => !uids.includes(uid),
        );
      });
      return;
    }
    const waited = leaving.some(({ owner }) => owner !== 'gone');
    const hasDependents =
      this.#graph.dependentsOf(object.metadata.uid).length > 0;
    this.#registry.delete(resource, namespace, name, {
      preconditions: { uid: object.metadata.uid },
      propagationPolicy: propagationOf(object, waited && hasDependents),
    });
  }

  #deleteDependents(address: string, owner: Stored): void {
    const { uid } = owner.metadata;
    const dependents = this.#graph.dependentsOf(uid);
    const blocking = dependents.filter(dependent =>
      this.#graph
        .find(dependent)
        ?.metadata.ownerReferences?.some(
          reference => reference.uid === uid && reference.blockOwnerDeletion,
        ),
    );
    if (!blocking.length) {
      this.#removeFinalizer(address, FOREGROUND);
      return;
    }
    for (const dependent of dependents) {
      this.#queue.add(dependent);
    }
  }

  #orphanDependents(address: string, owner: Stored): void {
    const { uid } = owner.metadata;
    for (const dependent of this.#graph.dependentsOf(uid)) {
      const { resource, namespace, name } = this.#graph.parse(dependent);
      if (this.#registry.find(resource, namespace, name)) {
        this.#registry.mutate(resource, namespace, name, draft => {
          draft.metadata.ownerReferences =
            draft.metadata.ownerReferences?.filter(
              reference => reference.uid !== uid,
            );
        });
      }
    }
    this.#removeFinalizer(address, ORPHAN);
  }

  #removeFinalizer(address: string, finalizer: string): void {
    const { resource, namespace, name } = this.#graph.parse(address);
    this.#registry.mutate(resource, namespace, name, draft => {
      draft.metadata.finalizers = draft.metadata.finalizers?.filter(
        one => one !== finalizer,
      );
    });
  }
}

function hasFinalizer(object: Stored, finalizer: string): boolean {
  return object.metadata.finalizers?.includes(finalizer) ?? false;
}

function propagationOf(object: Stored, waitedFor: boolean) {
  if (waitedFor || hasFinalizer(object, FOREGROUND)) {
    return 'Foreground';
  }
  return hasFinalizer(object, ORPHAN) ? 'Orphan' : 'Background';
}

/** Whether the change has to do with owners or with a deletion. */
function concernsCollector(object: Stored, previous?: Stored): boolean {
  const { ownerReferences, deletionTimestamp, finalizers } = object.metadata;
  const before = previous?.metadata;
  return (
    (Boolean(ownerReferences?.length) &&
      !jsonEqual(ownerReferences, before?.ownerReferences)) ||
    (Boolean(deletionTimestamp) &&
      (deletionTimestamp !== before?.deletionTimestamp ||
        !jsonEqual(finalizers, before?.finalizers)))
  );
}
