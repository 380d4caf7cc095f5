import {
  ENTITY_ANNOTATION,
  KEEP_UNTIL_ANNOTATION,
  SHELVED_AT_ANNOTATION,
  SHELVED_BY_ANNOTATION,
} from 'backstage-plugin-persistence-common';
import { annotationsOfRecord, NO_RECORD } from '../claimRecord';
import type { AdoptClaimStep } from '../Step';

/** The merge patch that takes a claim off the shelf. */
export function adoptPatch(step: AdoptClaimStep, entityRef: string): object {
  return {
    metadata: {
      annotations: {
        [ENTITY_ANNOTATION]: entityRef,
        ...NO_RECORD,
        ...annotationsOfRecord(step.record),
        [SHELVED_AT_ANNOTATION]: null,
        [SHELVED_BY_ANNOTATION]: null,
        [KEEP_UNTIL_ANNOTATION]: null,
      },
    },
  };
}
