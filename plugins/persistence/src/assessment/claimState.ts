import type { Claim, ClaimState } from 'backstage-plugin-persistence-common';
import type { Tone } from '../components/controls/tones';

const TONES: Record<ClaimState, Tone> = {
  creating: 'calm',
  'waiting-for-pod': 'calm',
  attaching: 'calm',
  attached: 'positive',
  detached: 'calm',
  growing: 'calm',
  'restart-needed': 'warning',
  deleting: 'danger',
  lost: 'danger',
  failed: 'danger',
};

/** The state of a claim that this version knows, and how serious it is. */
export function claimStateOf({ state }: Claim): {
  state: ClaimState | 'unknown';
  tone: Tone;
} {
  return Object.hasOwn(TONES, state)
    ? { state, tone: TONES[state] }
    : { state: 'unknown', tone: 'unknown' };
}
