import type { PlanState } from '../../data';
import { useText } from '../../translation';

/** Whether a plan may be carried out, and in words why not. */
export interface PlanStatus {
  ready: boolean;
  words: string;
}

/**
 * Says what keeps a plan from being carried out.
 *
 * @param options.missing - what has to be chosen before anything can be planned
 * @param options.atFields - whether something is wrong that stands at a field
 */
export function usePlanStatus(
  { plan, isCurrent, problem }: PlanState,
  options: { missing?: string; atFields?: boolean } = {},
): PlanStatus {
  const t = useText();
  const { missing, atFields } = options;
  if (missing) {
    return { ready: false, words: missing };
  }
  if (problem) {
    return { ready: false, words: t('dialogs.status.noPlan') };
  }
  if (!plan || !isCurrent) {
    return { ready: false, words: t('dialogs.status.planning') };
  }
  if (plan.blockers.length > 0) {
    return {
      ready: false,
      words: t(`dialogs.status.${atFields ? 'wrongField' : 'blocked'}`),
    };
  }
  return { ready: true, words: t('dialogs.status.ready') };
}
