import { Text } from '@backstage/ui';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { headlineOf } from '../assessment';
import { useSentences, useText } from '../translation';
import { Banner } from './controls/Banner';

/** The verdict of a workload: what happens to its data, and why. */
export function VerdictBanner({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const t = useText();
  const { sentence } = useSentences();
  const { headline, tone } = headlineOf(assessment);

  return (
    <Banner
      tone={tone}
      title={
        <Text as="p" variant="body-large" weight="bold">
          {t(`verdict.headline.${headline}`)}
        </Text>
      }
    >
      <Text as="p" variant="body-medium" color="secondary">
        {sentence(assessment.summary)}
      </Text>
    </Banner>
  );
}
