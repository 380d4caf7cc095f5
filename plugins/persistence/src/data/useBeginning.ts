import { useCallback, useRef, useState } from 'react';
import {
  operationOf,
  planOf,
  type Operation,
  type Plan,
} from 'backstage-plugin-persistence-common';
import { toActionProblem, type ActionProblem } from './ActionProblem';

/**
 * Why an operation was not begun.
 *
 * - `outdated`: the cluster has changed since the plan was made; the newer plan was handed on
 * - `blocked`: something is in the way now; the plan that says what was handed on
 * - `in-progress`: another operation goes on
 * - `problem`: everything else
 */
export type Refusal =
  | { kind: 'outdated'; plan: Plan }
  | { kind: 'blocked'; plan: Plan }
  | { kind: 'in-progress'; operation: Operation }
  | { kind: 'problem'; problem: ActionProblem };

/** Beginning an operation. */
export interface Beginning {
  /** It is under way. */
  isAsking: boolean;
  refusal?: Refusal;
  /** Asks for it; does nothing while that is under way. */
  begin: (ask: () => Promise<Operation>) => Promise<void>;
  /** Asks for the very same once more. */
  retry: () => Promise<void>;
}

/** Begins an operation and tells why it was refused. */
export function useBeginning(options: {
  onStarted: (operation: Operation) => void;
  /** A newer plan came with the refusal. */
  onNewerPlan?: (plan: Plan) => void;
}): Beginning {
  const { onStarted, onNewerPlan } = options;
  const [isAsking, setIsAsking] = useState(false);
  const [refusal, setRefusal] = useState<Refusal>();
  const last = useRef<() => Promise<Operation>>();
  const isUnderWay = useRef(false);

  const begin = useCallback(
    async (ask: () => Promise<Operation>) => {
      if (isUnderWay.current) {
        return;
      }
      isUnderWay.current = true;
      last.current = ask;
      setIsAsking(true);
      try {
        const operation = await ask();
        setRefusal(undefined);
        onStarted(operation);
      } catch (error) {
        const refused = toRefusal(error);
        const newer = planOf(error);
        setRefusal(refused);
        if (newer) {
          onNewerPlan?.(newer);
        }
      } finally {
        isUnderWay.current = false;
        setIsAsking(false);
      }
    },
    [onStarted, onNewerPlan],
  );

  const retry = useCallback(async () => {
    if (last.current) {
      await begin(last.current);
    }
  }, [begin]);

  return { isAsking, refusal, begin, retry };
}

function toRefusal(error: unknown): Refusal {
  const operation = operationOf(error);
  if (operation) {
    return { kind: 'in-progress', operation };
  }
  const plan = planOf(error);
  if (plan) {
    return { kind: plan.blockers.length > 0 ? 'blocked' : 'outdated', plan };
  }
  return { kind: 'problem', problem: toActionProblem(error) };
}
