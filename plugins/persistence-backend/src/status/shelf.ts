import {
  CLAIM_PATH_ANNOTATION,
  CLAIM_SUB_PATH_ANNOTATION,
  ENTITY_ANNOTATION,
  KEEP_UNTIL_ANNOTATION,
  SHELVED_AT_ANNOTATION,
  SHELVED_BY_ANNOTATION,
  type ShelvedClaim,
} from 'backstage-plugin-persistence-common';
import { assessClaim, type Facts } from '../assessment';
import type {
  Claim,
  ClusterView,
  EntitySelector,
  ObservedResource,
} from '../observation/view';
import { entityRefOf } from './ownership';

/** Whatever may use a claim. Where one of them cannot be read, nothing can be said to be unused. */
const USERS: readonly ObservedResource[] = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'cronjobs',
  'jobs',
  'pods',
];

/**
 * The claims of an entity that keep their data although nothing uses them: none that is being deleted, no workload names it, and no pod
 * that runs or is going to.
 */
export function findShelvedClaims(options: {
  entityRef: string;
  selector: EntitySelector;
  view: ClusterView;
  facts: Facts;
  now: Date;
}): ShelvedClaim[] {
  const { entityRef, selector, view, facts, now } = options;
  if (!USERS.every(resource => view.knows(resource))) {
    return [];
  }
  return view
    .claimsOf(entityRef, selector)
    .filter(
      claim =>
        !claim.deleting &&
        !isOfAnother(claim, entityRef) &&
        !isUsed(claim, view),
    )
    .map(claim => ({
      ...assessClaim({ claim, view, facts, now }),
      ...recordOf(claim),
    }));
}

/** The labels may say that it is this entity's; who put it on the shelf knows better. */
function isOfAnother({ annotations }: Claim, entityRef: string): boolean {
  const owner = entityRefOf(annotations[ENTITY_ANNOTATION]);
  return owner !== undefined && owner !== entityRef;
}

function isUsed(claim: Claim, view: ClusterView): boolean {
  return (
    view.workloadsUsing(claim).length > 0 ||
    view
      .podsUsing(claim)
      .some(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed')
  );
}

/** What was written on the claim when it was put on the shelf. */
function recordOf({
  annotations,
}: Claim): Omit<ShelvedClaim, keyof ReturnType<typeof assessClaim>> {
  const path = annotations[CLAIM_PATH_ANNOTATION];
  const subPath = annotations[CLAIM_SUB_PATH_ANNOTATION];
  const shelvedAt = annotations[SHELVED_AT_ANNOTATION];
  const keepUntil = annotations[KEEP_UNTIL_ANNOTATION];
  const shelvedBy = annotations[SHELVED_BY_ANNOTATION];
  return {
    ...(path && { path }),
    ...(subPath && { subPath }),
    ...(isTime(shelvedAt) && { shelvedAt }),
    ...(isTime(keepUntil) && { keepUntil }),
    ...(shelvedBy && { shelvedBy }),
  };
}

/** Anybody may write annotations; pages rely on times. */
function isTime(text: string | undefined): boolean {
  return (
    text !== undefined &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i.test(
      text,
    ) &&
    !Number.isNaN(Date.parse(text))
  );
}
