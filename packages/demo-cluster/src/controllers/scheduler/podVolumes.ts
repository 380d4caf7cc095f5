import type {
  Node,
  PersistentVolumeClaim,
  Pod,
} from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import {
  persistentVolumeClaims,
  persistentVolumes,
  pods,
} from '../../resources';
import { claimsOf, isPodTerminal } from '../../model/podState';
import {
  classOf,
  isBound,
  SELECTED_NODE,
  waitsForConsumer,
} from '../storage/claims';
import { findVolume } from '../storage/matching';
import { matchesVolumeAffinity } from './nodeAffinity';

const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** The claims of a pod, as far as they decide about its node. */
export interface PodVolumes {
  bound: Stored<PersistentVolumeClaim>[];
  /** Those that get their volume once the pod has a node. */
  waiting: Stored<PersistentVolumeClaim>[];
}

/** What stands in the way of a pod on all nodes, worded as the scheduler words it. */
export class UnusableClaim extends Error {}

/**
 * The claims of a pod.
 *
 * @throws UnusableClaim when the pod can run nowhere because of one
 */
export function podVolumes(registry: Registry, pod: Stored<Pod>): PodVolumes {
  const { namespace, name } = pod.metadata;
  const ephemeral = pod.spec?.volumes?.find(volume => volume.ephemeral);
  if (ephemeral) {
    throw new UnusableClaim(
      `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}-${ephemeral.name}"`,
    );
  }
  const claims = claimsOf(pod).map(claimName => {
    const claim = registry.find(persistentVolumeClaims, namespace, claimName);
    if (!claim) {
      throw new UnusableClaim(`persistentvolumeclaim "${claimName}" not found`);
    }
    if (claim.status?.phase === 'Lost') {
      throw new UnusableClaim(
        `persistentvolumeclaim "${claimName}" bound to non-existent persistentvolume "${claim.spec?.volumeName}"`,
      );
    }
    if (claim.metadata.deletionTimestamp) {
      throw new UnusableClaim(
        `persistentvolumeclaim "${claimName}" is being deleted`,
      );
    }
    return claim;
  });
  const unbound = claims.filter(claim => !isBound(claim));
  const waiting = unbound.filter(
    claim => waitsForConsumer(registry, claim) && !claim.spec?.volumeName,
  );
  if (waiting.length < unbound.length) {
    throw new UnusableClaim('pod has unbound immediate PersistentVolumeClaims');
  }
  return { bound: claims.filter(isBound), waiting };
}

/** Why the pod's volumes cannot be used on the node, worded as the scheduler words it. */
export function volumeConflicts(
  registry: Registry,
  volumes: PodVolumes,
  node: Stored<Node>,
): string[] {
  const conflicts = new Set<string>();
  for (const claim of volumes.bound) {
    const volume = registry.find(
      persistentVolumes,
      undefined,
      claim.spec?.volumeName ?? '',
    );
    if (!volume) {
      conflicts.add(
        'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)',
      );
    } else if (!matchesVolumeAffinity(volume, node)) {
      conflicts.add("node(s) didn't match PersistentVolume's node affinity");
    }
  }
  for (const claim of volumes.waiting) {
    if (!canGetVolume(registry, claim, node)) {
      conflicts.add("node(s) didn't find available persistent volumes to bind");
    }
  }
  return Array.from(conflicts);
}

function canGetVolume(
  registry: Registry,
  claim: Stored<PersistentVolumeClaim>,
  node: Stored<Node>,
): boolean {
  const selected = claim.metadata.annotations?.[SELECTED_NODE];
  if (selected) {
    return selected === node.metadata.name;
  }
  const existing = findVolume({
    claim,
    volumes: registry.list(persistentVolumes),
    waitsForConsumer: true,
    node,
  });
  return existing !== undefined || isProvisioned(registry, claim, node);
}

/** Whether the claim's class makes volumes for the node. */
function isProvisioned(
  registry: Registry,
  claim: Stored<PersistentVolumeClaim>,
  node: Stored<Node>,
): boolean {
  const { provisioner, allowedTopologies = [] } =
    classOf(registry, claim) ?? {};
  const isAllowed =
    !allowedTopologies.length ||
    allowedTopologies.some(({ matchLabelExpressions = [] }) =>
      matchLabelExpressions.every(({ key, values }) =>
        values.includes(node.metadata.labels?.[key] ?? ''),
      ),
    );
  return (
    provisioner !== undefined && provisioner !== NO_PROVISIONER && isAllowed
  );
}

/** Whether another pod has a claim of which only one pod in the cluster may have hold. */
export function isTakenByOtherPod(
  registry: Registry,
  pod: Stored<Pod>,
  volumes: PodVolumes,
): boolean {
  const exclusive = [...volumes.bound, ...volumes.waiting]
    .filter(({ spec }) => spec?.accessModes?.includes('ReadWriteOncePod'))
    .map(({ metadata }) => metadata.name);
  const { namespace, uid } = pod.metadata;
  return (
    exclusive.length > 0 &&
    registry
      .list(pods, { namespace })
      .some(
        other =>
          other.metadata.uid !== uid &&
          Boolean(other.spec?.nodeName) &&
          !isPodTerminal(other) &&
          claimsOf(other).some(name => exclusive.includes(name)),
      )
  );
}
