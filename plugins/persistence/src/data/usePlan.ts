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
  replace(plan: Plan): void;
  /** Has the plan made again. */
  renew(): void;
}

interface Answer {
  question: string;
  plan?: Plan;
  problem?: ActionProblem;
}

/**
 * What an intent would do to a workload: asked for at once, then again a moment after each change of the intent; an older question is given
 * up. Nothing is asked while the intent is `undefined`.
 */
export function usePlan(options: {
  entityRef: string;
  workload: WorkloadRef;
  intent?: Intent;
}): PlanState {
  const api = useApi(persistenceApiRef);
  const { entityRef, workload, intent } = options;
  const [renewals, setRenewals] = useState(0);
  // Compared by what they say: callers make a new object at each render
  const asked =
    intent && JSON.stringify({ entityRef, workload, intent, renewals });
  const [plan, setPlan] = useState<Plan>();
  const [answer, setAnswer] = useState<Answer>();
  const asksFirst = useRef(true);

  useEffect(() => {
    if (!asked) {
      return undefined;
    }
    const question: {
      entityRef: string;
      workload: WorkloadRef;
      intent: Intent;
    } = JSON.parse(asked);
    const controller = new AbortController();
    const ask = async () => {
      try {
        const found = await api.createPlan(
          question.entityRef,
          {
            target: { workload: question.workload },
            intent: question.intent,
          },
          { signal: controller.signal },
        );
        if (!controller.signal.aborted) {
          setPlan(found);
          setAnswer({ question: asked, plan: found });
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          setAnswer({ question: asked, problem: toActionProblem(error) });
        }
      }
    };
    const timer = setTimeout(
      ask,
      asksFirst.current ? 0 : DEBOUNCE_MILLISECONDS,
    );
    asksFirst.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [api, asked]);

  const isAnswered = answer !== undefined && answer.question === asked;
  const replace = useCallback((newer: Plan) => setPlan(newer), []);
  const renew = useCallback(() => setRenewals(count => count + 1), []);
  return useMemo(
    () => ({
      plan,
      isCurrent: isAnswered && answer.plan !== undefined,
      problem: isAnswered ? answer.problem : undefined,
      replace,
      renew,
    }),
    [plan, isAnswered, answer, replace, renew],
  );
}
