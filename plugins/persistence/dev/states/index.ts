import { Clock } from './building';
import type { DevState } from './DevState';
import { historyStates } from './histories';
import { lookupStates } from './lookups';
import { outcomeStates } from './outcomes';
import { requestStates } from './requests';
import { switchingStates } from './switching';
import { troubleStates } from './troubles';
import { verdictStates } from './verdicts';

export { DevBackend, type DevRequest } from './DevBackend';
export type { DevAnswer, DevResponse, DevState } from './DevState';

/** Every state of the card and the tab, with times around the given one. Data only: tests and journeys use it too. */
export function createDevStates(now: Date = new Date()): DevState[] {
  const clock = new Clock(now);
  return [
    ...verdictStates(clock),
    ...troubleStates(clock),
    ...lookupStates(clock),
    ...switchingStates(clock),
    ...outcomeStates(clock),
    ...historyStates(clock),
    ...requestStates(),
  ];
}
