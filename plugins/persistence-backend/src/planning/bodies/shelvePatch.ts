import {
  ENTITY_ANNOTATION,
  KEEP_UNTIL_ANNOTATION,
  SHELVED_AT_ANNOTATION,
  SHELVED_BY_ANNOTATION,
} from 'backstage-plugin-persistence-common';
import { annotationsOfRecord, NO_RECORD } from '../claimRecord';
import type { ShelveClaimStep } from '../Step';

/** The merge patch that puts a claim on the shelf. Who and when is known when it is carried out. */
export function shelvePatch(
  step: ShelveClaimStep,
  by: { entityRef: string; shelvedBy?: string; shelvedAt?: string },
): object {
  const { entityRef, shelvedBy, shelvedAt } = by;
  return {
    metadata: {
      annotations: {
        [ENTITY_ANNOTATION]: entityRef,
        ...NO_RECORD,
        ...annotationsOfRecord(step.record),
        ...(shelvedAt && { [SHELVED_AT_ANNOTATION]: shelvedAt }),
        ...(shelvedBy && { [SHELVED_BY_ANNOTATION]: shelvedBy }),
        [KEEP_UNTIL_ANNOTATION]: step.keepUntil,
      },
    },
  };
}
