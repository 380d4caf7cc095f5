import type { StorageClassOption } from 'backstage-plugin-persistence-common';
import type { Prefill } from '../../entities';
import type { ClusterView } from '../../observation/view';
import { accessModesOf, chosenByDefault } from '../../planning';
import type { Policies, StorageClassPolicy } from '../../policies';

/**
 * The classes of a cluster that the policy allows, in its order. At most one is the default: the one that the entity names, else the
 * policy's, else the cluster's.
 */
export function offerStorageClasses(
  view: ClusterView,
  policies: Policies,
  prefill: Prefill,
): StorageClassOption[] {
  const classes = view.storageClasses();
  const allowed: StorageClassPolicy[] =
    policies.storageClasses ??
    classes.map(({ name }) => ({ name, default: false }));
  const offered = allowed.flatMap(policy => {
    const storageClass = view.storageClass(policy.name);
    return storageClass ? [{ policy, storageClass }] : [];
  });
  const chosen = chosenByDefault({ view, policies, prefill });
  return offered.map(({ policy, storageClass }) => ({
    name: storageClass.name,
    ...(policy.title && { title: policy.title }),
    default: policy.name === chosen?.name,
    expandable: storageClass.expandable,
    // Which classes have snapshots is said by VolumeSnapshotClasses, which are not observed yet
    snapshots: false,
    accessModes: [...accessModesOf(storageClass, policies)],
    bindingMode: storageClass.bindingMode,
    reclaimPolicy: storageClass.reclaimPolicy,
  }));
}
