import type {
  Node,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PersistentVolume,
  Pod,
} from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';

function satisfies(
  { operator, values = [] }: NodeSelectorRequirement,
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return value !== undefined && Number(value) > Number(values[0]);
    case 'Lt':
      return value !== undefined && Number(value) < Number(values[0]);
    default:
      return false;
  }
}

/** All requirements of a term; a term without any matches no node. */
function matchesTerm(term: NodeSelectorTerm, node: Stored<Node>): boolean {
  const { matchExpressions = [], matchFields = [] } = term;
  return (
    matchExpressions.length + matchFields.length > 0 &&
    matchExpressions.every(requirement =>
      satisfies(requirement, node.metadata.labels?.[requirement.key]),
    ) &&
    matchFields.every(
      requirement =>
        requirement.key === 'metadata.name' &&
        satisfies(requirement, node.metadata.name),
    )
  );
}

/**
 * Whether the pod's `nodeSelector` and required node affinity allow the node.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/
 */
export function matchesNodeAffinity(pod: Pod, node: Stored<Node>): boolean {
  const selected = Object.entries(pod.spec?.nodeSelector ?? {}).every(
    ([key, value]) => node.metadata.labels?.[key] === value,
  );
  const required =
    pod.spec?.affinity?.nodeAffinity
      ?.requiredDuringSchedulingIgnoredDuringExecution;
  return (
    selected &&
    (!required ||
      required.nodeSelectorTerms.some(term => matchesTerm(term, node)))
  );
}

/** Whether the volume can be reached from the node. */
export function matchesVolumeAffinity(
  volume: PersistentVolume,
  node: Stored<Node>,
): boolean {
  const required = volume.spec?.nodeAffinity?.required;
  return (
    !required ||
    required.nodeSelectorTerms.some(term => matchesTerm(term, node))
  );
}
