import type { StatefulSet, StatefulSetStatus } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import { isPodAvailable, isPodReady } from '../../model/podState';
import { REVISION_LABEL, wantedReplicas } from './identity';
import type { SetRevisions } from './Revisions';

/**
 * What a StatefulSet's status says about its pods.
 *
 * @param pods - the set's pods that exist, those that are to go included
 */
export function statefulSetStatus(options: {
  set: Stored<StatefulSet>;
  revisions: SetRevisions;
  pods: readonly Stored<Pod>[];
  now: Date;
}): StatefulSetStatus {
  const { set, revisions, pods, now } = options;
  const count = (test: (pod: Stored<Pod>) => boolean) =>
    pods.filter(test).length;
  const ofRevision = (name: string) =>
    count(
      ({ metadata }) =>
        !metadata.deletionTimestamp &&
        metadata.labels?.[REVISION_LABEL] === name,
    );
  const ready = count(
    pod => pod.status?.phase === 'Running' && isPodReady(pod),
  );
  const updateRevision = revisions.update.metadata.name;
  const updated = ofRevision(updateRevision);
  const wanted = wantedReplicas(set);
  const complete =
    set.spec?.updateStrategy?.type !== 'OnDelete' &&
    updated === wanted &&
    ready === wanted &&
    pods.length === wanted;
  const currentRevision = complete
    ? updateRevision
    : revisions.current.metadata.name;
  return {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    readyReplicas: ready || undefined,
    availableReplicas: count(pod =>
      isPodAvailable(pod, set.spec?.minReadySeconds, now),
    ),
    currentReplicas: ofRevision(currentRevision) || undefined,
    updatedReplicas: updated || undefined,
    currentRevision,
    updateRevision,
    collisionCount: revisions.collisions,
  };
}
