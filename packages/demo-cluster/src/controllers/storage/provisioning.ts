import type {
  PersistentVolume,
  PersistentVolumeClaim,
} from 'kubernetes-types/core/v1';
import type { StorageClass } from 'kubernetes-types/storage/v1';
import type { Stored } from '../../model/objects';
import { compareQuantities, quantityValue } from '../../model/quantity';
import { claimReference } from './binding';
import { LOOP_PROVISIONER, PROVISIONED_BY } from './claims';

/** Keeps a volume object until its storage is deleted. */
export const PROVISIONER_FINALIZER =
  'external-provisioner.volume.kubernetes.io/finalizer';
const SMALLEST = '16Mi';
const FS_TYPE = 'csi.storage.k8s.io/fstype';
const SHARED_MODES = ['ReadWriteMany', 'ReadOnlyMany'];

/** What the driver is asked for. */
export interface WantedVolume {
  capacity: string;
  capacityBytes: number;
  /** Those of the class. */
  parameters: Record<string, string>;
}

/**
 * What a claim wants of its class.
 *
 * @throws Error for what the driver of `loop.csi.test` refuses because of the claim's access modes, in its words, and for attributes classes,
 *   of which the demo cluster has none
 */
export function wantedVolume(
  claim: Stored<PersistentVolumeClaim>,
  storageClass: StorageClass,
): WantedVolume {
  const parameters = storageClass.parameters ?? {};
  const shared = claim.spec?.accessModes?.some(mode =>
    SHARED_MODES.includes(mode),
  );
  if (shared && parameters.shared !== 'true') {
    throw new Error(
      'rpc error: code = InvalidArgument desc = this storage class serves one node at a time: ReadWriteMany is not supported',
    );
  }
  const attributesClass = claim.spec?.volumeAttributesClassName;
  if (attributesClass) {
    throw new Error(
      `volumeattributesclasses.storage.k8s.io "${attributesClass}" not found`,
    );
  }
  const requested = claim.spec?.resources?.requests?.storage ?? '0';
  const capacity =
    compareQuantities(requested, SMALLEST) < 0 ? SMALLEST : requested;
  return {
    capacity,
    capacityBytes: quantityValue(capacity) ?? 0,
    parameters,
  };
}

/** Whether the driver would refuse the same again. */
export function isInfeasible(message: string): boolean {
  return /^rpc error: code = (InvalidArgument|OutOfRange|NotFound) /.test(
    message,
  );
}

/**
 * The volume object for a claim, as the CSI provisioner writes it.
 *
 * @see https://kubernetes-csi.github.io/docs/external-provisioner.html
 */
export function provisionedVolume(options: {
  claim: Stored<PersistentVolumeClaim>;
  storageClass: Stored<StorageClass>;
  handle: string;
  capacity: string;
}): PersistentVolume {
  const { claim, storageClass, handle, capacity } = options;
  const fsType = storageClass.parameters?.[FS_TYPE];
  const reclaimPolicy = storageClass.reclaimPolicy ?? 'Delete';
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: {
      name: handle,
      annotations: {
        [PROVISIONED_BY]: LOOP_PROVISIONER,
        'volume.kubernetes.io/provisioner-deletion-secret-name': '',
        'volume.kubernetes.io/provisioner-deletion-secret-namespace': '',
      },
      finalizers: reclaimPolicy === 'Delete' ? [PROVISIONER_FINALIZER] : [],
    },
    spec: {
      accessModes: claim.spec?.accessModes,
      capacity: { storage: capacity },
      claimRef: claimReference(claim),
      csi: {
        driver: LOOP_PROVISIONER,
        ...(fsType ? { fsType } : {}),
        volumeAttributes: {
          'storage.kubernetes.io/csiProvisionerIdentity': LOOP_PROVISIONER,
        },
        volumeHandle: handle,
      },
      mountOptions: storageClass.mountOptions,
      persistentVolumeReclaimPolicy: reclaimPolicy,
      storageClassName: storageClass.metadata.name,
      volumeMode: claim.spec?.volumeMode,
    },
  };
}
