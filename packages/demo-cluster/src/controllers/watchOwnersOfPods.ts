import type { Pod } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import {
  keyOf,
  objectKey,
  type KubernetesObject,
  type Stored,
} from '../model/objects';
import type { Resource } from '../model/Resource';
import { labelMatcher } from '../model/selectors';
import type { Registry } from '../registry/Registry';
import { pods } from '../resources';
import { controllerOf } from './owners';
import type { Subscriptions } from './Subscriptions';
import type { WorkQueue } from './WorkQueue';

/** What owns pods and says by labels which ones. */
type PodOwner = KubernetesObject & { spec?: { selector?: LabelSelector } };

/**
 * Has the objects of a kind looked at when they change, and when a pod of theirs does. A pod without a controller concerns all that
 * select it, because one of them may adopt it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions
 */
export function watchOwnersOfPods<T extends PodOwner>(options: {
  registry: Registry;
  subscriptions: Subscriptions;
  queue: WorkQueue;
  resource: Resource<T>;
}): void {
  const { registry, subscriptions, queue, resource } = options;
  const podChanged = (pod: Stored<Pod>) => {
    const { namespace, labels } = pod.metadata;
    const owner = controllerOf(pod);
    if (owner?.kind === resource.kind) {
      queue.add(objectKey(namespace, owner.name));
    } else if (!owner) {
      registry
        .list(resource, { namespace })
        .filter(({ spec }) => labelMatcher(spec?.selector)(labels))
        .forEach(candidate => queue.add(keyOf(candidate)));
    }
  };
  subscriptions.on(resource, ({ object }) => queue.add(keyOf(object)));
  subscriptions.on(pods, ({ object, previous }) => {
    podChanged(object);
    if (previous) {
      podChanged(previous);
    }
  });
}
