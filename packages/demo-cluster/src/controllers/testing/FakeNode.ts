import type { Pod } from 'kubernetes-types/core/v1';
import { keyOf, splitKey, type Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import {
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  volumeAttachments,
} from '../../resources';
import { claimsOf } from '../../model/podState';
import { Subscriptions } from '../Subscriptions';
import { timestamp } from '../../model/timestamp';
import { WorkQueue } from '../WorkQueue';

/**
 * All nodes of a test: pods with a node run as soon as their volumes are attached, and end as soon as they are deleted.
 */
export class FakeNode {
  readonly #registry: Registry;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;
  /** Whether a pod that runs becomes ready. */
  becomesReady: (pod: Stored<Pod>) => boolean = () => true;
  /** Whether a pod that is deleted ends. */
  ends: (pod: Stored<Pod>) => boolean = () => true;

  static start(registry: Registry): FakeNode {
    return new FakeNode(registry);
  }

  private constructor(registry: Registry) {
    this.#registry = registry;
    this.#queue = WorkQueue.create({
      name: 'node',
      reconcile: key => this.#reconcile(key),
      logger: { debug() {}, warn() {}, error() {} },
    });
    this.#subscriptions = Subscriptions.create({ registry });
    this.#subscriptions.on(pods, ({ type, object }) => {
      if (type !== 'DELETED' && object.spec?.nodeName) {
        this.#queue.add(keyOf(object));
      }
    });
    this.#subscriptions.on(volumeAttachments, () => this.lookAgain());
  }

  /** After one of the rules changed. */
  lookAgain(): void {
    for (const pod of this.#registry.list(pods)) {
      if (pod.spec?.nodeName) {
        this.#queue.add(keyOf(pod));
      }
    }
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #reconcile(key: string): void {
    const { namespace, name } = splitKey(key);
    const pod = this.#registry.find(pods, namespace, name);
    if (!pod) {
      return;
    }
    if (pod.metadata.deletionTimestamp) {
      if (this.ends(pod)) {
        this.#registry.delete(pods, namespace, name, { gracePeriodSeconds: 0 });
      }
      return;
    }
    const ready = this.becomesReady(pod) ? 'True' : 'False';
    const before = pod.status?.conditions?.find(({ type }) => type === 'Ready');
    if (!this.#hasVolumes(pod) || before?.status === ready) {
      return;
    }
    this.#registry.mutate(
      pods,
      namespace,
      name,
      draft =>
        Object.assign(draft, {
          status: {
            ...draft.status,
            phase: 'Running',
            conditions: [
              ...(draft.status?.conditions ?? []).filter(
                ({ type }) => type !== 'Ready',
              ),
              {
                type: 'Ready',
                status: ready,
                lastTransitionTime: timestamp(this.#registry.now()),
              },
            ],
          },
        }),
      { subresource: 'status' },
    );
  }

  #hasVolumes(pod: Stored<Pod>): boolean {
    return claimsOf(pod).every(name => {
      const claim = this.#registry.find(
        persistentVolumeClaims,
        pod.metadata.namespace,
        name,
      );
      const volume = this.#registry.find(
        persistentVolumes,
        undefined,
        claim?.spec?.volumeName ?? '',
      );
      return (
        claim?.status?.phase === 'Bound' &&
        (!volume?.spec?.csi ||
          this.#registry
            .list(volumeAttachments)
            .some(
              ({ spec, status }) =>
                status?.attached &&
                spec.nodeName === pod.spec?.nodeName &&
                spec.source.persistentVolumeName === volume.metadata.name,
            ))
      );
    });
  }
}
