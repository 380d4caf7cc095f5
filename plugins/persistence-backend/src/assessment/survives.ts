import type {
  Claim,
  MountSource,
  Survival,
} from 'backstage-plugin-persistence-common';

const NOTHING: Survival = {
  containerRestart: false,
  redeploy: false,
  nodeLoss: false,
};
const AS_LONG_AS_THE_POD: Survival = { ...NOTHING, containerRestart: true };
const EVERYTHING: Survival = {
  containerRestart: true,
  redeploy: true,
  nodeLoss: true,
};

/** Sources in the pod itself whose storage is somewhere else and outlives the pod. https://kubernetes.io/docs/concepts/storage/volumes/ */
const REMOTE = new Set([
  'nfs',
  'iscsi',
  'fc',
  'cephfs',
  'rbd',
  'glusterfs',
  'azureFile',
  'azureDisk',
  'awsElasticBlockStore',
  'gcePersistentDisk',
  'cinder',
  'vsphereVolume',
  'portworxVolume',
  'quobyte',
  'scaleIO',
  'storageos',
  'photonPersistentDisk',
]);

/** What data at a mount outlives. */
export function survives(mount: {
  source: MountSource;
  /** The claim behind it, where it is known. */
  claim?: Claim;
  /** Whether the claim's volume is on one node. */
  nodeLocal?: boolean;
  /** For the source `other`: the field of the pod's volume; undefined when there is no such volume. */
  type?: string;
}): Survival {
  switch (mount.source) {
    case 'claim':
    case 'claim-template':
      return ofClaim(mount);
    case 'config':
      return { ...EVERYTHING };
    case 'empty-dir':
    case 'memory':
    case 'ephemeral-claim':
    case 'host-path':
      return { ...AS_LONG_AS_THE_POD };
    case 'other':
      return ofOther(mount.type);
    default:
      return { ...NOTHING };
  }
}

function ofClaim(mount: { claim?: Claim; nodeLocal?: boolean }): Survival {
  switch (mount.claim?.state) {
    case 'lost':
    case 'failed':
      return { ...NOTHING };
    case 'deleting':
      // The pods that run keep it; the next one cannot have it.
      return { ...AS_LONG_AS_THE_POD };
    default:
      return { ...EVERYTHING, nodeLoss: !mount.nodeLocal };
  }
}

function ofOther(type: string | undefined): Survival {
  if (type === undefined) {
    return { ...NOTHING };
  }
  return REMOTE.has(type) ? { ...EVERYTHING } : { ...AS_LONG_AS_THE_POD };
}
