import type { Prefill } from '../entities';
import type { ClusterView, StorageClass } from '../observation/view';
import type { Policies } from '../policies';

/**
 * The class that a claim gets which names none: the newest of those that are marked.
 * https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 */
export function defaultClassOf(view: ClusterView): StorageClass | undefined {
  return view
    .storageClasses()
    .filter(storageClass => storageClass.default)
    .sort(
      (one, other) =>
        Date.parse(other.createdAt) - Date.parse(one.createdAt) ||
        (one.name < other.name ? -1 : 1),
    )[0];
}

/**
 * The class that is chosen unless somebody chooses another one: the entity's, the policy's or the cluster's own default, of those that the
 * policy allows. Where it allows only one, nobody has to choose.
 */
export function chosenByDefault(options: {
  view: ClusterView;
  policies: Policies;
  prefill: Prefill;
}): StorageClass | undefined {
  const { view, policies, prefill } = options;
  const allowed = policies.storageClasses;
  const candidates = [
    prefill.storageClass,
    allowed?.find(policy => policy.default)?.name,
    defaultClassOf(view)?.name,
    allowed?.length === 1 ? allowed[0].name : undefined,
  ];
  for (const name of candidates) {
    if (name !== undefined && isAllowedClass(name, policies)) {
      const storageClass = view.storageClass(name);
      if (storageClass) {
        return storageClass;
      }
    }
  }
  return undefined;
}

/** Whether the policy lets a class be chosen. */
export function isAllowedClass(
  name: string,
  { storageClasses }: Policies,
): boolean {
  return (
    storageClasses === undefined ||
    storageClasses.some(policy => policy.name === name)
  );
}

/** Provisioners of file systems that many nodes may write at once, by their own documentation. */
const SHARED_PROVISIONERS: readonly RegExp[] = [
  /^nfs\.csi\.k8s\.io$/,
  /^smb\.csi\.k8s\.io$/,
  /(^|[./])nfs-(subdir-external|client|ganesha-server-and-external|server)?-?provisioner$/,
  /^efs\.csi\.aws\.com$/,
  /^fsx\.csi\.aws\.com$/,
  /^file\.csi\.azure\.com$/,
  /^kubernetes\.io\/azure-file$/,
  /^filestore\.csi\.storage\.gke\.io$/,
  /(^|\.)cephfs\.csi\.ceph\.com$/,
  /^manila\.csi\.openstack\.org$|\.manila\.csi\.openstack\.org$/,
  /^driver\.longhorn\.io$/,
];

/**
 * How volumes of a class may be used: as the policy says, else what is known of its provisioner. A class does not say it, and a claim that
 * asks for too much only waits for ever, so this promises one node at a time unless more is known.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export function accessModesOf(
  storageClass: StorageClass,
  policies: Policies,
): readonly string[] {
  const policy = policies.storageClasses?.find(
    ({ name }) => name === storageClass.name,
  );
  return (
    policy?.accessModes ??
    (SHARED_PROVISIONERS.some(shared => shared.test(storageClass.provisioner))
      ? ['ReadWriteOnce', 'ReadWriteOncePod', 'ReadWriteMany']
      : ['ReadWriteOnce', 'ReadWriteOncePod'])
  );
}
