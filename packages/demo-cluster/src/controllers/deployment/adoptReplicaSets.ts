import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Stored } from '../../model/objects';
import { labelMatcher } from '../../model/selectors';
import type { Registry } from '../../registry/Registry';
import { replicaSets } from '../../resources';
import { controllerOf, controllerReference } from '../owners';

/**
 * Makes a Deployment the owner of the ReplicaSets that match its selector and belong to no one, and lets go of those that match no more.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates
 */
export function adoptReplicaSets(
  registry: Registry,
  deployment: Stored<Deployment>,
): void {
  const { uid, namespace, deletionTimestamp } = deployment.metadata;
  if (deletionTimestamp) {
    return;
  }
  for (const { metadata } of registry.list(replicaSets, { namespace })) {
    const matches = labelMatcher(deployment.spec?.selector)(metadata.labels);
    const controller = controllerOf({ metadata });
    if (matches && !controller && !metadata.deletionTimestamp) {
      registry.mutate(replicaSets, namespace, metadata.name, draft => {
        draft.metadata.ownerReferences = [
          ...(draft.metadata.ownerReferences ?? []),
          controllerReference(deployment),
        ];
      });
    } else if (!matches && controller?.uid === uid) {
      registry.mutate(replicaSets, namespace, metadata.name, draft => {
        draft.metadata.ownerReferences = draft.metadata.ownerReferences?.filter(
          owner => owner.uid !== uid,
        );
      });
    }
  }
}
