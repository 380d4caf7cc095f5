import type { ClaimTemplate, Workload } from '../observation/view';

/** A claim that a workload's pods need. */
export interface NeededClaim {
  name: string;
  /** Whether the pods may only read from it. */
  readOnly: boolean;
  /** The template that it is made from, and for which replica of a StatefulSet. */
  template?: ClaimTemplate;
  replica?: number;
}

/**
 * The claims that a volume of a workload's template stands for. A claim template wins over a volume of the same name
 * (https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/, `volumeClaimTemplates`), and stands for one
 * claim per replica; a StatefulSet without replicas keeps the claim of its first one.
 */
export function claimsBehind(
  volumeName: string,
  workload: Workload,
): NeededClaim[] {
  const { name, template, claimTemplates, firstOrdinal, replicas } = workload;
  const claimTemplate = claimTemplates.find(each => each.name === volumeName);
  if (claimTemplate) {
    return Array.from({ length: Math.max(replicas, 1) }, (_, index) => ({
      name: `${claimTemplate.name}-${name}-${firstOrdinal + index}`,
      readOnly: false,
      template: claimTemplate,
      replica: firstOrdinal + index,
    }));
  }
  const volume = template.volumes.find(each => each.name === volumeName);
  return volume?.kind === 'claim'
    ? [{ name: volume.claimName, readOnly: volume.readOnly }]
    : [];
}

/** All claims that a workload's pods need, each once, whether or not a container mounts them. */
export function claimsOf(workload: Workload): NeededClaim[] {
  const volumes = new Set([
    ...workload.claimTemplates.map(({ name }) => name),
    ...workload.template.volumes.map(({ name }) => name),
  ]);
  const claims = new Map<string, NeededClaim>();
  for (const volume of volumes) {
    for (const claim of claimsBehind(volume, workload)) {
      if (!claims.has(claim.name)) {
        claims.set(claim.name, claim);
      }
    }
  }
  return [...claims.values()];
}
