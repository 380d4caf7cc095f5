import { useCallback } from 'react';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { keepDataOf } from '../assessment';
import { useSentences, useText } from '../translation';

/** Why the switch of a workload cannot be moved, what to do about it, and whom to ask. */
export function useReason(): (assessment: WorkloadAssessment) => string {
  const t = useText();
  const { sentence, remedy } = useSentences();
  return useCallback(
    assessment => {
      const { supported, reason } = keepDataOf(assessment);
      if (!supported) {
        const { kind } = assessment.workload;
        return t('keepData.unsupportedKind', { kind });
      }
      if (!reason) {
        return t('keepData.notOffered');
      }
      return [
        sentence(reason),
        remedy(reason),
        reason.askWhom && t('keepData.askWhom', { whom: reason.askWhom }),
      ]
        .filter(Boolean)
        .join(' ');
    },
    [t, sentence, remedy],
  );
}
