import { Clock } from './building';
import type { DevState } from './DevState';
import { lookupStates } from './lookups';
import { requestStates } from './requests';
import { troubleStates } from './troubles';
import { verdictStates } from './verdicts';

export type { DevAnswer, DevState } from './DevState';

/** Every state of the card and the tab, with times around the given one. Data only: tests and journeys use it too. */
export function createDevStates(now: Date = new Date()): DevState[] {
  const clock = new Clock(now);
  return [
    ...verdictStates(clock),
    ...troubleStates(clock),
    ...lookupStates(clock),
    ...requestStates(),
  ];
}
