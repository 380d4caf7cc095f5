import type { Fate } from '../assessment';
import type { Tone } from './controls/tones';

/** How it is meant that data is kept or lost. */
export const FATE_TONES: Record<Fate, Tone> = {
  kept: 'positive',
  lost: 'warning',
  unknown: 'unknown',
};
