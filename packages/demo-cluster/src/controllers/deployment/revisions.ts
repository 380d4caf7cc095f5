import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { jsonEqual } from '../../model/json';
import type { Stored } from '../../model/objects';

/** Which rollout of its Deployment a ReplicaSet is. */
export const REVISION = 'deployment.kubernetes.io/revision';
const REVISION_HISTORY = 'deployment.kubernetes.io/revision-history';
const DESIRED_REPLICAS = 'deployment.kubernetes.io/desired-replicas';
const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';
/** Tells the pods of a Deployment's ReplicaSets apart. */
export const TEMPLATE_HASH = 'pod-template-hash';
const HISTORY_CHARACTERS = 2000;

const NOT_COPIED = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'deprecated.deployment.rollback.to',
  REVISION,
  REVISION_HISTORY,
  DESIRED_REPLICAS,
  MAX_REPLICAS,
]);

type Annotations = Record<string, string>;

function byAge(one: Stored<ReplicaSet>, other: Stored<ReplicaSet>): number {
  const { creationTimestamp, name } = one.metadata;
  const difference =
    Date.parse(creationTimestamp) -
    Date.parse(other.metadata.creationTimestamp);
  return difference || (name < other.metadata.name ? -1 : 1);
}

/** Oldest first. */
export function oldestFirst(
  replicaSets: readonly Stored<ReplicaSet>[],
): Stored<ReplicaSet>[] {
  return [...replicaSets].sort(byAge);
}

/** The revision of a ReplicaSet, 0 when it has none. */
export function revisionOf(replicaSet: ReplicaSet): number {
  return Number(replicaSet.metadata?.annotations?.[REVISION]) || 0;
}

/** Lowest revision first. */
export function lowestRevisionFirst(
  replicaSets: readonly Stored<ReplicaSet>[],
): Stored<ReplicaSet>[] {
  return [...replicaSets].sort(
    (one, other) => revisionOf(one) - revisionOf(other) || byAge(one, other),
  );
}

function withoutHash(template: PodTemplateSpec | undefined): PodTemplateSpec {
  const { [TEMPLATE_HASH]: _, ...labels } = template?.metadata?.labels ?? {};
  return { ...template, metadata: { ...template?.metadata, labels } };
}

/** Whether two templates make the same pods, apart from the hash that a ReplicaSet adds. */
export function sameTemplate(
  one: PodTemplateSpec | undefined,
  other: PodTemplateSpec | undefined,
): boolean {
  return jsonEqual(withoutHash(one), withoutHash(other));
}

/** The ReplicaSet with the Deployment's template: the oldest, should there be several. */
export function findNewReplicaSet(
  deployment: Deployment,
  replicaSets: readonly Stored<ReplicaSet>[],
): Stored<ReplicaSet> | undefined {
  return oldestFirst(replicaSets).find(({ spec }) =>
    sameTemplate(spec?.template, deployment.spec?.template),
  );
}

/** How many pods the Deployment wanted when the ReplicaSet was last scaled. */
export function desiredReplicasOf(replicaSet: ReplicaSet): number | undefined {
  return annotatedNumber(replicaSet, DESIRED_REPLICAS);
}

/** How many pods the Deployment allowed when the ReplicaSet was last scaled. */
export function maxReplicasOf(replicaSet: ReplicaSet): number | undefined {
  return annotatedNumber(replicaSet, MAX_REPLICAS);
}

function annotatedNumber(
  replicaSet: ReplicaSet,
  annotation: string,
): number | undefined {
  const text = replicaSet.metadata?.annotations?.[annotation];
  return text && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** The annotations that say for which size of the Deployment a ReplicaSet was scaled. */
export function replicasAnnotations(size: {
  desired: number;
  max: number;
}): Annotations {
  return {
    [DESIRED_REPLICAS]: String(size.desired),
    [MAX_REPLICAS]: String(size.max),
  };
}

/**
 * A ReplicaSet's annotations when its template is the one to be rolled out: those of the Deployment, and the revision. A revision that it had
 * before goes to its history.
 */
export function rolloutAnnotations(options: {
  deployment: Deployment;
  current: Annotations;
  revision: number;
}): Annotations {
  const { deployment, current, revision } = options;
  const copied = Object.entries(deployment.metadata?.annotations ?? {}).filter(
    ([key]) => !NOT_COPIED.has(key),
  );
  const annotations = { ...current, ...Object.fromEntries(copied) };
  const before = Number(current[REVISION]) || 0;
  if (before < revision) {
    annotations[REVISION] = String(revision);
    if (current[REVISION]) {
      annotations[REVISION_HISTORY] = withRevision(
        current[REVISION_HISTORY],
        current[REVISION],
      );
    }
  }
  return annotations;
}

function withRevision(history: string | undefined, revision: string): string {
  const revisions = [...(history ? history.split(',') : []), revision];
  while (revisions.join(',').length > HISTORY_CHARACTERS) {
    revisions.shift();
  }
  return revisions.join(',');
}
