import {
  CLAIM_PATH_ANNOTATION,
  CLAIM_SUB_PATH_ANNOTATION,
  KEEP_UNTIL_ANNOTATION,
  SHELVED_AT_ANNOTATION,
  SHELVED_BY_ANNOTATION,
  type ShelvedClaim,
} from 'backstage-plugin-persistence-common';
import { assessClaim, type Facts } from '../assessment';
import type { Claim, ClusterView, EntitySelector } from '../observation/view';
import { shelvedClaimsOf } from '../planning';

/** The claims of an entity that keep their data although nothing uses them, with what is written on them. */
export function findShelvedClaims(options: {
  entityRef: string;
  selector: EntitySelector;
  view: ClusterView;
  facts: Facts;
  now: Date;
}): ShelvedClaim[] {
  const { entityRef, selector, view, facts, now } = options;
  return shelvedClaimsOf(entityRef, selector, view).map(claim => ({
    ...assessClaim({ claim, view, facts, now }),
    ...recordOf(claim),
  }));
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
