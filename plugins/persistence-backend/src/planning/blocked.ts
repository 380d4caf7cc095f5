import {
  createMessage,
  type Finding,
  type Intent,
} from 'backstage-plugin-persistence-common';
import type { Draft, Situation } from './PlanDraft';

/** A draft of what may not be done: it says why, and has no steps. */
export function blocked<I extends Intent>(options: {
  intent: I;
  blockers: Finding[];
  input: Situation;
}): Draft<I> {
  const { intent, blockers, input } = options;
  const nothing = createMessage('NOTHING_IS_CHANGED', {
    workload: input.workload.name,
  });
  return {
    intent,
    steps: [],
    consequences: [],
    warnings: [],
    blockers,
    downtime: { now: 'none', later: nothing },
    dataAtRisk: { window: 'none', why: nothing },
    changes: [],
    basis: blockers.map(({ code, params }) => [code, params]),
  };
}
