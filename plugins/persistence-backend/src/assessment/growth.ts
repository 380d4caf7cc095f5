import { createMessage } from 'backstage-plugin-persistence-common';
import type { Claim, Pod } from '../observation/view';
import type { ClaimCondition } from './claimState';
import { clusterWords } from './clusterWords';
import { exceeds } from './quantity';

/** How long a node that can grow a mounted file system takes at most before it counts as one that cannot, in milliseconds. */
const NODE_PATIENCE_MS = 2 * 60_000;

/**
 * What a bound claim does while it becomes larger; undefined when it has the size that was asked for.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims
 */
export function growthOf(question: {
  claim: Claim;
  /** Those that use the claim. */
  pods: Pod[];
  now: Date;
}): ClaimCondition | undefined {
  const { claim, pods } = question;
  if (!isGrowing(claim)) {
    return undefined;
  }
  const params = {
    capacity: claim.capacitySize ?? '?',
    requested: claim.requestedSize,
  };
  const words = growthFailure(claim);
  if (words !== undefined) {
    return {
      state: 'growing',
      message: createMessage('CLAIM_GROWTH_FAILS', { ...params, words }),
    };
  }
  if (condition(claim, 'FileSystemResizePending')) {
    if (pods.length === 0) {
      return {
        state: 'growing',
        message: createMessage('CLAIM_GROWS_WITH_POD', params),
      };
    }
    if (nodeCannot(question)) {
      return {
        state: 'restart-needed',
        message: createMessage('CLAIM_GROWS_AFTER_RESTART', params),
      };
    }
  }
  return { state: 'growing', message: createMessage('CLAIM_GROWS', params) };
}

/** Why the storage will not make a claim larger, in the cluster's words; undefined while it still may. */
export function growthFailure(claim: Claim): string | undefined {
  const failed = condition(claim, 'ControllerResizeError');
  if (failed || claim.resizeStatus === 'ControllerResizeInfeasible') {
    return clusterWords(failed?.message ?? 'ControllerResizeInfeasible');
  }
  return undefined;
}

function isGrowing(claim: Claim): boolean {
  return (
    exceeds(claim.requestedSize, claim.capacitySize) ||
    Boolean(claim.resizeStatus) ||
    condition(claim, 'FileSystemResizePending') !== undefined ||
    condition(claim, 'Resizing') !== undefined
  );
}

function nodeCannot({ claim, now }: { claim: Claim; now: Date }): boolean {
  if (
    condition(claim, 'NodeResizeError') ||
    claim.resizeStatus === 'NodeResizeInfeasible'
  ) {
    return true;
  }
  const since = condition(claim, 'FileSystemResizePending')?.since;
  return (
    since !== undefined && now.getTime() - Date.parse(since) > NODE_PATIENCE_MS
  );
}

function condition(
  claim: Claim,
  type: string,
): Claim['conditions'][number] | undefined {
  return claim.conditions.find(
    each => each.type === type && each.status === 'True',
  );
}
