import type { Operation } from 'backstage-plugin-persistence-common';
import type { Tone } from '../components/controls/tones';

/** How an operation ended, as a person should hear it. */
export type Outcome =
  | 'attached'
  | 'detached'
  | 'redeployed'
  | 'done'
  | 'cancelled'
  | 'attachFailed'
  | 'detachFailed'
  | 'redeployFailed'
  | 'failed'
  | 'needsAttention';

const DONE: Partial<Record<Operation['intent']['kind'], Outcome>> = {
  attach: 'attached',
  detach: 'detached',
  redeploy: 'redeployed',
};

const FAILED: Partial<Record<Operation['intent']['kind'], Outcome>> = {
  attach: 'attachFailed',
  detach: 'detachFailed',
  redeploy: 'redeployFailed',
};

/** The end of an operation, and how it is meant. */
export function outcomeOf({ state, intent, plan }: Operation): {
  outcome: Outcome;
  tone: Tone;
} {
  switch (state) {
    case 'succeeded':
      return {
        outcome: DONE[intent.kind] ?? 'done',
        tone: toneOfSuccess(intent.kind, plan),
      };
    case 'cancelled':
      return { outcome: 'cancelled', tone: 'calm' };
    case 'needs-attention':
      return { outcome: 'needsAttention', tone: 'danger' };
    default:
      return { outcome: FAILED[intent.kind] ?? 'failed', tone: 'danger' };
  }
}

function toneOfSuccess(
  kind: Operation['intent']['kind'],
  { consequences }: Operation['plan'],
): Tone {
  if (kind === 'detach') {
    return 'calm';
  }
  return consequences.some(({ code }) => code === 'REDEPLOY_LOSES')
    ? 'warning'
    : 'positive';
}
