import { useCallback } from 'react';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { endsByItself, headlineOf } from '../assessment';
import { useText } from '../translation';

/** The verdict of a workload as a sentence. */
export function useHeadline(): (assessment: WorkloadAssessment) => string {
  const t = useText();
  return useCallback(
    assessment => {
      const { headline } = headlineOf(assessment);
      return endsByItself(assessment)
        ? t(`verdict.headlineOfRuns.${headline}`)
        : t(`verdict.headline.${headline}`);
    },
    [t],
  );
}
