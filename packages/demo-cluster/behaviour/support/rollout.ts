import type { Deployment, StatefulSet } from 'kubernetes-types/apps/v1';
import type { Place } from './place';
import type { Live } from './resource';

/** Waits until a Deployment's rollout is complete, judged as `kubectl rollout status` does. */
export function rolledOut(
  place: Place,
  name: string,
): Promise<Live<Deployment>> {
  return place.deployments.until(name, ({ metadata, spec, status }) => {
    const wanted = spec.replicas;
    expect(status).toMatchObject({ observedGeneration: metadata.generation });
    expect({
      updated: status.updatedReplicas ?? 0,
      all: status.replicas ?? 0,
      available: status.availableReplicas ?? 0,
    }).toEqual({ updated: wanted, all: wanted, available: wanted });
    expect(status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'Progressing',
        reason: 'NewReplicaSetAvailable',
      }),
    );
  });
}

/** Waits until every replica of a StatefulSet is ready and of the newest revision. */
export function statefulSetRolledOut(
  place: Place,
  name: string,
): Promise<Live<StatefulSet>> {
  return place.statefulSets.until(name, ({ metadata, spec, status }) => {
    expect(status).toMatchObject({ observedGeneration: metadata.generation });
    expect({
      all: status.replicas,
      ready: status.readyReplicas ?? 0,
      updated: status.updatedReplicas ?? 0,
      revision: status.currentRevision,
    }).toEqual({
      all: spec.replicas,
      ready: spec.replicas,
      updated: spec.replicas,
      revision: status.updateRevision,
    });
  });
}
