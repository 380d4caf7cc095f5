import { useCallback, useEffect, useRef, useState } from 'react';
import type {
  EntityPersistence,
  Operation,
} from 'backstage-plugin-persistence-common';
import { activityOf, isRunning, outcomeOf } from '../operations';
import { useSentences, useText } from '../translation';
import { useEntityActions } from './actions';
import { stateWordOf } from './operation/stateWordOf';

/**
 * What to announce of operations: each phase once, when it begins, and how they end; nothing of those that had ended before they were
 * seen.
 */
export function usePhases(persistence: EntityPersistence | undefined): string {
  const phaseOf = usePhase();
  const { operations } = useEntityActions();
  const last = useRef(new Map<string, string>());
  const [announced, setAnnounced] = useState('');

  useEffect(() => {
    if (!persistence) {
      return;
    }
    const changed: string[] = [];
    for (const { operation } of operations) {
      const phase = phaseOf(operation);
      const before = last.current.get(operation.id);
      if (before !== phase && (before !== undefined || isRunning(operation))) {
        changed.push(phase);
      }
      last.current.set(operation.id, phase);
    }
    if (changed.length > 0) {
      setAnnounced(changed.join(' '));
    }
  }, [persistence, operations, phaseOf]);

  return announced;
}

function usePhase(): (operation: Operation) => string {
  const t = useText();
  const { sentence } = useSentences();
  return useCallback(
    (operation: Operation): string => {
      const { target, steps, state } = operation;
      const workload =
        'workload' in target ? target.workload.name : target.claim.name;
      if (!isRunning(operation)) {
        const { outcome } = outcomeOf(operation);
        return t('operation.announcement.end', {
          workload,
          outcome: t(`outcome.title.${outcome}`),
        });
      }
      const step = steps.find(each => each.state === 'running');
      return step && state === 'running'
        ? t('operation.announcement.step', {
            workload,
            step: sentence(step.title),
          })
        : t('operation.announcement.state', {
            workload,
            activity: t(`activity.${activityOf(operation)}`),
            state: t(`operation.state.${stateWordOf(operation)}`),
          });
    },
    [t, sentence],
  );
}
