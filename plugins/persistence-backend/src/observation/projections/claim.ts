import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import type { Claim } from '../view';
import { annotationsOf, identityOf, labelsOf } from './metadata';
import { listOf, oneOf, quantityOf, textOf, textsOf, type Raw } from './Raw';
import { freezeDeeply, share, shareText } from './share';
import { storageClassOf } from './storageClassOf';

/** A PersistentVolumeClaim, as far as we keep it. */
export function projectClaim(object: object): Claim | undefined {
  const { metadata, spec, status } = object as NonNullable<
    Raw<PersistentVolumeClaim>
  >;
  const identity = identityOf(metadata);
  if (!identity) {
    return undefined;
  }
  const storageClass = storageClassOf(metadata, spec?.storageClassName);
  const capacitySize = quantityOf(status?.capacity?.storage);
  const volumeName = textOf(spec?.volumeName);
  const selectedNode = textOf(
    metadata?.annotations?.['volume.kubernetes.io/selected-node'],
  );
  const resizeStatus = textOf(status?.allocatedResourceStatuses?.storage);
  return freezeDeeply({
    ...identity,
    labels: labelsOf(metadata?.labels),
    annotations: annotationsOf(metadata),
    deleting: metadata?.deletionTimestamp !== undefined,
    phase: oneOf(status?.phase, ['Pending', 'Bound', 'Lost']),
    ...(storageClass !== undefined && { storageClass }),
    accessModes: share(textsOf(spec?.accessModes)),
    volumeMode: oneOf(spec?.volumeMode, ['Filesystem', 'Block']),
    requestedSize: quantityOf(spec?.resources?.requests?.storage) ?? '0',
    ...(capacitySize && { capacitySize }),
    ...(volumeName && { volumeName }),
    ...(spec?.selector?.matchLabels && {
      selector: labelsOf(spec.selector.matchLabels),
    }),
    ...(selectedNode && { selectedNode: shareText(selectedNode) }),
    conditions: conditionsOf(status?.conditions),
    ...(resizeStatus && { resizeStatus: shareText(resizeStatus) }),
  });
}

function conditionsOf(
  conditions: NonNullable<
    NonNullable<Raw<PersistentVolumeClaim>>['status']
  >['conditions'],
): Claim['conditions'] {
  return listOf(conditions).map(condition => {
    const reason = textOf(condition.reason);
    const message = textOf(condition.message);
    const since = textOf(condition.lastTransitionTime);
    return {
      type: textOf(condition.type) ?? '',
      status: textOf(condition.status) ?? 'Unknown',
      ...(reason && { reason }),
      ...(message && { message }),
      ...(since && { since }),
    };
  });
}
