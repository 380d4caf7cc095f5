import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import type { OccurredEvent } from '../../registry/EventRecorder';
import type { Stored } from '../../model/objects';
import {
  BETA_STORAGE_PROVISIONER,
  classNameOf,
  STORAGE_PROVISIONER,
} from './claims';

/** The names of provisioners that were part of Kubernetes itself, of which none is left. */
const IN_TREE = 'kubernetes.io/';

/**
 * How a claim is handed to its class's provisioner, and what is said about it. Empty when that was done before.
 *
 * @param provisioner - that of the claim's class; undefined when there is no such class
 */
export function provisioningRequest(
  claim: Stored<PersistentVolumeClaim>,
  provisioner: string | undefined,
): { annotations?: Record<string, string>; event?: OccurredEvent } {
  if (!provisioner || provisioner.startsWith(IN_TREE)) {
    return {
      event: {
        type: 'Warning',
        reason: 'ProvisioningFailed',
        message: provisioner
          ? 'no volume plugin matched'
          : `storageclass.storage.k8s.io "${classNameOf(claim)}" not found`,
      },
    };
  }
  if (claim.metadata.annotations?.[STORAGE_PROVISIONER] === provisioner) {
    return {};
  }
  return {
    annotations: {
      [STORAGE_PROVISIONER]: provisioner,
      [BETA_STORAGE_PROVISIONER]: provisioner,
    },
    event: {
      type: 'Normal',
      reason: 'ExternalProvisioning',
      message: `Waiting for a volume to be created either by the external provisioner '${provisioner}' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.`,
    },
  };
}
