import type { StorageClassOption } from 'backstage-plugin-persistence-common';
import type { Prefill } from '../../entities';
import type { ClusterView, StorageClass } from '../../observation/view';
import type { Policies, StorageClassPolicy } from '../../policies';
import { accessModesOf } from './accessModesOf';

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
  const chosen =
    offered.find(({ policy }) => policy.name === prefill.storageClass) ??
    offered.find(({ policy }) => policy.default) ??
    offered.find(({ policy }) => policy.name === defaultOf(classes));
  return offered.map(({ policy, storageClass }) => ({
    name: storageClass.name,
    ...(policy.title && { title: policy.title }),
    default: policy.name === chosen?.policy.name,
    expandable: storageClass.expandable,
    // Which classes have snapshots is said by VolumeSnapshotClasses, which are not observed yet
    snapshots: false,
    accessModes: accessModesOf(storageClass),
    bindingMode: storageClass.bindingMode,
    reclaimPolicy: storageClass.reclaimPolicy,
  }));
}

/**
 * The class that a claim gets which names none: the newest of those that are marked.
 * https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 */
function defaultOf(classes: StorageClass[]): string | undefined {
  return classes
    .filter(storageClass => storageClass.default)
    .sort(
      (one, other) =>
        Date.parse(other.createdAt) - Date.parse(one.createdAt) ||
        (one.name < other.name ? -1 : 1),
    )[0]?.name;
}
