import {
  createFinding,
  type MessageCode,
} from 'backstage-plugin-persistence-common';
import type { FoundClaim, Finder } from './Finder';

const findClaims =
  (code: MessageCode): Finder =>
  ({ claims }) =>
    claims
      .filter(isExplainedBy(code))
      .map(({ message }) =>
        createFinding({ code, severity: 'danger', params: message?.params }),
      );

function isExplainedBy(code: MessageCode): (claim: FoundClaim) => boolean {
  return ({ state, message }) =>
    (state === 'failed' || state === 'lost') && message?.code === code;
}

/** A claim whose volume is gone. */
export const claimLost = findClaims('CLAIM_LOST');
/** A claim whose volume the driver will not make. */
export const claimFailed = findClaims('CLAIM_FAILED');
/** A claim with a class that there is not. */
export const classUnknown = findClaims('CLASS_UNKNOWN');
/** A claim without a class where there is no default. */
export const noDefaultClass = findClaims('NO_DEFAULT_CLASS');
/** A claim that waits for a volume made in advance. */
export const noFreeVolume = findClaims('NO_FREE_VOLUME');
