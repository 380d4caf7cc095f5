import type { StorageClass } from '../../observation/view';

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
 * How volumes of a class may be used. A class does not say it, and a claim that asks for too much only waits for ever, so this promises
 * one node at a time unless the provisioner is known for more.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes
 */
export function accessModesOf({ provisioner }: StorageClass): string[] {
  return SHARED_PROVISIONERS.some(shared => shared.test(provisioner))
    ? ['ReadWriteOnce', 'ReadWriteMany']
    : ['ReadWriteOnce'];
}
