import { createView } from '../observation/testing/createView';
import { DEFAULT_POLICIES } from '../policies/testing';
import { storageClass } from '../status/testing';
import { accessModesOf } from './storageClasses';

describe('accessModesOf', () => {
  it.each([
    ['ebs.csi.aws.com', false],
    ['rancher.io/local-path', false],
    ['kubernetes.io/no-provisioner', false],
    ['nfs.csi.k8s.io', true],
    ['efs.csi.aws.com', true],
    ['file.csi.azure.com', true],
    ['rook-ceph.cephfs.csi.ceph.com', true],
    ['rook-ceph.rbd.csi.ceph.com', false],
    ['cluster.local/nfs-subdir-external-provisioner', true],
    ['k8s-sigs.io/nfs-subdir-external-provisioner', true],
    ['evil-nfs.csi.k8s.io', false],
  ])('knows whether %s is made to be shared', (provisioner, shared) => {
    const view = createView({
      objects: [storageClass({ name: 'class', provisioner })],
    });
    expect(
      view
        .storageClasses()
        .map(each => accessModesOf(each, DEFAULT_POLICIES))
        .map(modes => modes.includes('ReadWriteMany')),
    ).toEqual([shared]);
  });
});
