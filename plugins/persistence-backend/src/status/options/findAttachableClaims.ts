import {
  ENTITY_ANNOTATION,
  type Claim as ClaimAnswer,
  type ClaimState,
} from 'backstage-plugin-persistence-common';
import { assessClaim, type Facts } from '../../assessment';
import type { EntityIndex } from '../../entities';
import {
  matchesSelector,
  type Claim,
  type ClusterView,
  type EntitySelector,
  type Workload,
} from '../../observation/view';
import { entityRefOf } from '../../planning';

/** What a pod could not use. */
const UNUSABLE: ReadonlySet<ClaimState> = new Set<ClaimState>([
  'deleting',
  'lost',
  'failed',
]);

/** Whose claims, and for what. */
export interface AttachableClaimsQuestion {
  entityRef: string;
  selector: EntitySelector;
  workload: Workload;
  view: ClusterView;
  entityIndex: EntityIndex;
  facts: Facts;
  now: Date;
}

/**
 * The claims that a workload may attach: folders in its namespace that can be used, that it does not use yet, and that nothing else uses
 * unless several pods may. Claims of other entities are not shown, whatever could be done with them.
 */
export function findAttachableClaims(
  question: AttachableClaimsQuestion,
): ClaimAnswer[] {
  const { workload, view, facts, now } = question;
  return view
    .claims(workload.namespace)
    .filter(
      claim =>
        claim.volumeMode === 'Filesystem' &&
        !isInUse(claim, question) &&
        (isOwn(claim, question) || isNobodys(claim, question)),
    )
    .map(claim => assessClaim({ claim, view, facts, now }))
    .filter(({ state }) => !UNUSABLE.has(state));
}

/** Whether the workload has it already, or something else that does not share it. */
function isInUse(
  claim: Claim,
  { workload, view }: AttachableClaimsQuestion,
): boolean {
  const workloads = view.workloadsUsing(claim);
  if (workloads.some(({ uid }) => uid === workload.uid)) {
    return true;
  }
  if (claim.accessModes.includes('ReadWriteMany')) {
    return false;
  }
  const own = new Set(view.podsOf(workload).map(({ uid }) => uid));
  return (
    workloads.length > 0 ||
    view
      .podsUsing(claim)
      .some(
        ({ uid, phase }) =>
          !own.has(uid) && phase !== 'Succeeded' && phase !== 'Failed',
      )
  );
}

function isOwn(
  claim: Claim,
  { entityRef, selector }: AttachableClaimsQuestion,
): boolean {
  const owner = entityRefOf(claim.annotations[ENTITY_ANNOTATION]);
  return owner ? owner === entityRef : matchesSelector(selector, claim);
}

/** Whether no other entity has it, nor a workload that is not this entity's. */
function isNobodys(
  claim: Claim,
  { view, selector, entityIndex }: AttachableClaimsQuestion,
): boolean {
  return (
    !entityRefOf(claim.annotations[ENTITY_ANNOTATION]) &&
    entityIndex.entitiesSelecting(view.cluster, claim).length === 0 &&
    view
      .workloadsUsing(claim)
      .every(workload => matchesSelector(selector, workload))
  );
}
