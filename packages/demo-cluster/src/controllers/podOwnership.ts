import type { Pod } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { Stored } from '../model/objects';
import { labelMatcher } from '../model/selectors';
import type { Registry } from '../registry/Registry';
import { pods } from '../resources';
import { controllerOf, controllerReference } from './owners';

/**
 * The pods of an owner: adopts those that match its selector and belong to no one, lets go of its own that do not match any more.
 *
 * @param isMember - narrows what may be adopted, e.g. by name
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/#non-template-pod-acquisitions
 */
export function claimPods(options: {
  registry: Registry;
  owner: Stored;
  selector: LabelSelector | undefined;
  candidates: readonly Stored<Pod>[];
  isMember?: (pod: Stored<Pod>) => boolean;
}): Stored<Pod>[] {
  const { registry, owner, selector, candidates, isMember } = options;
  const { uid, namespace, deletionTimestamp } = owner.metadata;
  return candidates.flatMap(pod => {
    const matches =
      labelMatcher(selector)(pod.metadata.labels) && (isMember?.(pod) ?? true);
    const controller = controllerOf(pod);
    if (controller) {
      if (controller.uid !== uid) {
        return [];
      }
      if (!matches && !deletionTimestamp) {
        registry.mutate(pods, namespace, pod.metadata.name, draft => {
          draft.metadata.ownerReferences =
            draft.metadata.ownerReferences?.filter(owned => owned.uid !== uid);
        });
      }
      return matches ? [pod] : [];
    }
    if (!matches || deletionTimestamp || pod.metadata.deletionTimestamp) {
      return [];
    }
    return [
      registry.mutate(pods, namespace, pod.metadata.name, draft => {
        draft.metadata.ownerReferences = [
          ...(draft.metadata.ownerReferences ?? []),
          controllerReference(owner),
        ];
      }),
    ];
  });
}
