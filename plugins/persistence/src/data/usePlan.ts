import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type {
  Intent,
  Plan,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../api';
import { toActionProblem, type ActionProblem } from './ActionProblem';

/** So that not every letter is planned. */
const DEBOUNCE_MILLISECONDS = 300;

/** What would be done, and how well that is known. */
export interface PlanState {
  /** The last plan that came; it stays while the next one is made. */
  plan?: Plan;
  /** Whether {@link plan} is of what is asked for now. */
  isCurrent: boolean;
  /** Why there is no plan of what is asked for now. */
  problem?: ActionProblem;
  /** Puts a newer plan of the same in the place of the current one: the backend sends it along when it refuses the old one. */
  replace: (plan: Plan) => void;
  /** Has the plan made again. */
  renew: () => void;
}

/** What is planned. */
export interface PlanQuestion {
  entityRef: string;
  workload: WorkloadRef;
  /** `undefined`: something has to be chosen first, and nothing is asked. */
  intent?: Intent;
  /** What to ask instead, where the defaults of a plan show that something else was meant. The same function at each render. */
  corrected?: (intent: Intent, plan: Plan) => Intent | undefined;
}

/**
 * What an intent would do to a workload: asked for at once, then again a moment after each change of the intent; an older question is given
 * up.
 */
export function usePlan(question: PlanQuestion): PlanState {
  const api = useApi(persistenceApiRef);
  const { entityRef, workload, intent, corrected } = question;
  const [renewals, setRenewals] = useState(0);
  const [plan, setPlan] = useState<Plan>();
  const [answer, setAnswer] = useState<{
    asked: string;
    problem?: ActionProblem;
  }>();
  const isFirst = useRef(true);
  // Compared by what they say: callers make new objects at each render
  const asked =
    intent && JSON.stringify({ entityRef, workload, intent, renewals });

  useEffect(() => {
    if (!asked) {
      return undefined;
    }
    const { intent: wanted, ...of }: Required<PlanQuestion> = JSON.parse(asked);
    const controller = new AbortController();
    const { signal } = controller;
    const planOf = (each: Intent) =>
      api.createPlan(
        of.entityRef,
        { target: { workload: of.workload }, intent: each },
        { signal },
      );
    const ask = async () => {
      try {
        const first = await planOf(wanted);
        const meant = corrected?.(wanted, first);
        const found = meant ? await planOf(meant) : first;
        if (!signal.aborted) {
          setPlan(found);
          setAnswer({ asked });
        }
      } catch (error) {
        if (!signal.aborted) {
          setAnswer({ asked, problem: toActionProblem(error) });
        }
      }
    };
    const timer = setTimeout(ask, isFirst.current ? 0 : DEBOUNCE_MILLISECONDS);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, asked, corrected]);

  const isAnswered = answer !== undefined && answer.asked === asked;
  const problem = isAnswered ? answer.problem : undefined;
  const renew = useCallback(() => setRenewals(count => count + 1), []);
  return useMemo(
    () => ({
      plan,
      isCurrent: isAnswered && !problem,
      problem,
      replace: setPlan,
      renew,
    }),
    [plan, isAnswered, problem, renew],
  );
}
