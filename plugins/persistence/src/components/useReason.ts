import { useCallback } from 'react';
import type {
  Finding,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { keepDataOf } from '../assessment';
import { asSentence } from '../formatting';
import { useSentences, useText } from '../translation';

/** Why the switch of a workload cannot be moved, what to do about it, and whom to ask; nothing where it can. */
export function useReason(): (assessment: WorkloadAssessment) => string {
  const t = useText();
  const reasonWords = useReasonWords();
  return useCallback(
    assessment => {
      const { supported, allowed, reason } = keepDataOf(assessment);
      if (!supported) {
        const { kind } = assessment.workload;
        return t('keepData.unsupportedKind', { kind });
      }
      if (allowed) {
        return '';
      }
      return reason ? reasonWords(reason) : t('keepData.notOffered');
    },
    [t, reasonWords],
  );
}

/** A reason in words: what it is, what to do about it, and whom to ask. */
export function useReasonWords(): (reason: Finding) => string {
  const t = useText();
  const { sentence, remedy } = useSentences();
  return useCallback(
    reason =>
      [
        asSentence(sentence(reason)),
        remedy(reason),
        reason.askWhom && t('keepData.askWhom', { whom: reason.askWhom }),
      ]
        .filter(Boolean)
        .join(' '),
    [t, sentence, remedy],
  );
}
