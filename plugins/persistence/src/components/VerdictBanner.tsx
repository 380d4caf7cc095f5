import { Text } from '@backstage/ui';
import type { WorkloadAssessment } from 'backstage-plugin-persistence-common';
import { headlineOf } from '../assessment';
import { useSentences, useText } from '../translation';
import { Banner } from './controls/Banner';
import { Time } from './controls/Time';
import { useHeadline } from './useHeadline';
import { useNow } from './useNow';

/** The verdict of a workload: what happens to its data, and why. */
export function VerdictBanner({
  assessment,
}: {
  assessment: WorkloadAssessment;
}) {
  const t = useText();
  const now = useNow();
  const { richSentence } = useSentences();
  const { tone } = headlineOf(assessment);
  const { summary, proof } = assessment;

  return (
    <Banner
      tone={tone}
      title={
        <Text as="p" variant="body-large" weight="bold">
          {useHeadline()(assessment)}
        </Text>
      }
    >
      <Text as="p" variant="body-medium" color="secondary">
        {richSentence(summary)}
        {proof && (
          <>
            {' '}
            {t('verdict.proven', { when: <Time at={proof.at} now={now} /> })}
          </>
        )}
      </Text>
    </Banner>
  );
}
