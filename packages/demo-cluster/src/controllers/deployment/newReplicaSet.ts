import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Stored } from '../../model/objects';
import { controllerReference } from '../owners';
import { templateHash } from '../templateHash';
import {
  replicasAnnotations,
  revisionOf,
  rolloutAnnotations,
  TEMPLATE_HASH,
} from './revisions';
import { desiredReplicas, maxSurge } from './rollingLimits';
import { newReplicaSetSize } from './scaling';

/** Longest name of an object. */
const NAME_CHARACTERS = 253;

/** What a ReplicaSet says about its Deployment's size. */
export function sizeAnnotations(
  deployment: Deployment,
): Record<string, string> {
  const desired = desiredReplicas(deployment);
  return replicasAnnotations({ desired, max: desired + maxSurge(deployment) });
}

/**
 * The ReplicaSet for a Deployment's current template.
 *
 * @param owned - the ReplicaSets that the Deployment has already
 */
export function newReplicaSet(
  deployment: Stored<Deployment>,
  owned: readonly Stored<ReplicaSet>[],
): ReplicaSet {
  const { metadata, spec, status } = deployment;
  const template = structuredClone(spec?.template ?? {});
  const hash = templateHash(template, status?.collisionCount);
  const labels = { ...template.metadata?.labels, [TEMPLATE_HASH]: hash };
  const prefix = metadata.name.slice(0, NAME_CHARACTERS - hash.length - 1);
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${prefix}-${hash}`,
      namespace: metadata.namespace,
      labels,
      annotations: {
        ...rolloutAnnotations({
          deployment,
          current: {},
          revision: Math.max(0, ...owned.map(revisionOf)) + 1,
        }),
        ...sizeAnnotations(deployment),
      },
      ownerReferences: [controllerReference(deployment)],
    },
    spec: {
      replicas: newReplicaSetSize(deployment, owned, 0),
      minReadySeconds: spec?.minReadySeconds,
      selector: {
        ...spec?.selector,
        matchLabels: { ...spec?.selector?.matchLabels, [TEMPLATE_HASH]: hash },
      },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
