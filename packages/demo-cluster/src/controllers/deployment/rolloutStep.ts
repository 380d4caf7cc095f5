import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import { pods } from '../../resources';
import { isControlledBy } from '../owners';
import { isPodTerminal } from '../../model/podState';
import { actualReplicas } from './deploymentStatus';
import type { ReplicaSetWriter } from './ReplicaSetWriter';
import { findNewReplicaSet } from './revisions';
import { desiredReplicas, isRollingUpdate } from './rollingLimits';
import {
  activeReplicaSets,
  newReplicaSetSize,
  replicasOf,
  scaleDownOld,
} from './scaling';

interface Rollout {
  registry: Registry;
  writer: ReplicaSetWriter;
  deployment: Stored<Deployment>;
  /** The ReplicaSets that the Deployment has. */
  owned: readonly Stored<ReplicaSet>[];
}

/**
 * Takes the next step of a rollout, if one can be taken now.
 *
 * @returns whether there was one
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export function rolloutStep(rollout: Rollout): boolean {
  return isRollingUpdate(rollout.deployment)
    ? rollingStep(rollout)
    : recreateStep(rollout);
}

function rollingStep({ writer, deployment, owned }: Rollout): boolean {
  const newReplicaSet = findNewReplicaSet(deployment, owned);
  if (!newReplicaSet) {
    writer.createNew(deployment, owned);
    return true;
  }
  const size = replicasOf(newReplicaSet);
  const desired = desiredReplicas(deployment);
  const replicas =
    size >= desired ? desired : newReplicaSetSize(deployment, owned, size);
  if (writer.scale(deployment, [{ replicaSet: newReplicaSet, replicas }])) {
    return true;
  }
  const old = owned.filter(replicaSet => replicaSet !== newReplicaSet);
  return writer.scale(
    deployment,
    scaleDownOld({ deployment, newReplicaSet, old }),
  );
}

function recreateStep({
  registry,
  writer,
  deployment,
  owned,
}: Rollout): boolean {
  const newReplicaSet = findNewReplicaSet(deployment, owned);
  const old = owned.filter(replicaSet => replicaSet !== newReplicaSet);
  const scaledDown = writer.scale(
    deployment,
    activeReplicaSets(old).map(replicaSet => ({ replicaSet, replicas: 0 })),
  );
  if (scaledDown || havePods(registry, old)) {
    return true;
  }
  if (!newReplicaSet) {
    writer.createNew(deployment, owned);
    return true;
  }
  const replicas = desiredReplicas(deployment);
  return writer.scale(deployment, [{ replicaSet: newReplicaSet, replicas }]);
}

/** Whether pods of these ReplicaSets still run, those included that are about to end. */
function havePods(
  registry: Registry,
  owners: readonly Stored<ReplicaSet>[],
): boolean {
  return (
    actualReplicas(owners) > 0 ||
    owners.some(owner =>
      registry
        .list(pods, { namespace: owner.metadata.namespace })
        .some(pod => !isPodTerminal(pod) && isControlledBy(pod, owner)),
    )
  );
}
