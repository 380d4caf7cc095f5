import type { Resource } from '../model/Resource';
import type { Registry } from '../registry/Registry';
import { allResources, namespaces } from '../resources';
import type { Controller, ControllerContext } from './Controller';
import { Subscriptions } from './Subscriptions';
import { WorkQueue } from './WorkQueue';

const FINALIZER = 'kubernetes';

/**
 * Empties namespaces that are being deleted.
 *
 * @remarks
 * A namespace goes once `spec.finalizers` is empty, which in Kubernetes is written through the `finalize` subresource and here through the
 * registry.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/namespaces/#deleting-a-namespace
 */
export class NamespaceController implements Controller {
  readonly #registry: Registry;
  readonly #contents: readonly Resource[];
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): NamespaceController {
    return new NamespaceController(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    const served: readonly Resource[] = allResources;
    this.#contents = served.filter(({ namespaced }) => namespaced);
    this.#queue = WorkQueue.create({
      name: 'namespace',
      reconcile: name => this.#reconcile(name),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(namespaces, ({ type, object }) => {
      if (type !== 'DELETED' && object.metadata.deletionTimestamp) {
        this.#queue.add(object.metadata.name);
      }
    });
    for (const resource of this.#contents) {
      this.#subscriptions.on(resource, ({ type, object }) => {
        if (type === 'DELETED') {
          this.#queue.add(object.metadata.namespace ?? '');
        }
      });
    }
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #reconcile(name: string): void {
    const namespace = this.#registry.find(namespaces, undefined, name);
    if (!namespace?.metadata.deletionTimestamp) {
      return;
    }
    for (const resource of this.#contents) {
      for (const { metadata } of this.#registry.list(resource, {
        namespace: name,
      })) {
        if (!metadata.deletionTimestamp) {
          this.#registry.delete(resource, name, metadata.name, {
            propagationPolicy: 'Background',
          });
        }
      }
    }
    const isEmpty = this.#contents.every(
      resource => !this.#registry.list(resource, { namespace: name }).length,
    );
    if (isEmpty) {
      this.#registry.mutate(namespaces, undefined, name, draft => {
        if (draft.spec) {
          draft.spec.finalizers = draft.spec.finalizers?.filter(
            finalizer => finalizer !== FINALIZER,
          );
        }
      });
    }
  }
}
