import {
  SHELVED_AT_ANNOTATION,
  type AttachClaim,
} from 'backstage-plugin-persistence-common';
import type { Claim } from '../../observation/view';
import { recordOf } from '../claimRecord';
import type { PlanningInput, Situation } from '../PlanDraft';
import type { ClaimRecord } from '../Step';
import { normalPath } from './normalPath';

/** A claim and what is written on it. */
export interface Remembered {
  claim: Claim;
  record: Partial<ClaimRecord>;
}

/**
 * What is written on the claim that an attach is about: the one that is asked for; where nothing is said, the one that this workload had
 * there before, so that switching off and on again loses nothing.
 */
export function rememberedOf(
  input: PlanningInput<'attach'>,
): Remembered | undefined {
  const { intent, prefill } = input;
  const { claim, container, existingFiles, path = prefill.path } = intent;
  if (claim === undefined) {
    // Who wants to start empty, or other files, means a new one
    if (existingFiles !== undefined && existingFiles !== 'keep-claim') {
      return undefined;
    }
    return latestOnShelf(input, {
      container,
      ...(path !== undefined && { path: normalPath(path) ?? '' }),
    });
  }
  return isExisting(claim) ? ownClaim(claim.existing, input) : undefined;
}

/** Whether an attach names a claim that is there. */
export function isExisting(claim: AttachClaim): claim is { existing: string } {
  return 'existing' in claim;
}

/** What is written on another entity's claim is nobody's business. */
function ownClaim(
  name: string,
  { ownClaims, workload }: Situation,
): Remembered | undefined {
  const found = ownClaims.find(
    claim => claim.namespace === workload.namespace && claim.name === name,
  );
  return found && { claim: found, record: recordOf(found) };
}

/** The claim that was put on the shelf last, of those that this workload had and that a pod could use. */
function latestOnShelf(
  { shelf, workload }: Situation,
  place: { container?: string; path?: string },
): Remembered | undefined {
  return shelf
    .filter(
      ({ namespace, phase, volumeMode }) =>
        namespace === workload.namespace &&
        phase !== 'Lost' &&
        volumeMode === 'Filesystem',
    )
    .map(claim => ({ claim, record: recordOf(claim) }))
    .filter(
      ({ record }) =>
        record.workload === workload.name &&
        record.path !== undefined &&
        (place.path === undefined || record.path === place.path) &&
        (place.container === undefined ||
          record.container === undefined ||
          record.container === place.container),
    )
    .sort((one, other) =>
      shelvedAt(other.claim).localeCompare(shelvedAt(one.claim)),
    )[0];
}

function shelvedAt({ annotations }: Claim): string {
  return annotations[SHELVED_AT_ANNOTATION] ?? '';
}
