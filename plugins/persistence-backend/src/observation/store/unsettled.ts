import { parseQuantity } from 'backstage-plugin-persistence-common';
import type { Claim, Workload } from '../view';

/** Whether something is going on with a claim, or wrong with it, of which events may tell. */
export function isClaimUnsettled(claim: Claim): boolean {
  return (
    claim.phase !== 'Bound' ||
    claim.resizeStatus !== undefined ||
    claim.conditions.some(
      ({ type, status }) => status === 'True' && /Resiz/.test(type),
    ) ||
    isSmallerThanRequested(claim)
  );
}

function isSmallerThanRequested({ requestedSize, capacitySize }: Claim) {
  const requested = parseQuantity(requestedSize);
  const capacity = capacitySize && parseQuantity(capacitySize);
  return (
    requested !== undefined &&
    typeof capacity === 'number' &&
    capacity < requested
  );
}

/**
 * Whether the latest change of a Deployment or StatefulSet has not been carried out, or its pods are not all well.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.1/staging/src/k8s.io/kubectl/pkg/polymorphichelpers/rollout_status.go
 */
export function isWorkloadUnsettled(workload: Workload): boolean {
  const { kind, generation, replicas, paused, strategy, status } = workload;
  if (paused || (kind !== 'Deployment' && kind !== 'StatefulSet')) {
    return false;
  }
  if (status.observedGeneration < generation) {
    return true;
  }
  if (kind === 'Deployment') {
    return (
      status.updatedReplicas < replicas ||
      status.replicas > status.updatedReplicas ||
      status.availableReplicas < status.updatedReplicas
    );
  }
  const partition =
    strategy && 'partition' in strategy ? strategy.partition : replicas;
  return (
    status.readyReplicas < replicas ||
    status.updatedReplicas < replicas - partition ||
    (partition === 0 && status.currentRevision !== status.updateRevision)
  );
}
