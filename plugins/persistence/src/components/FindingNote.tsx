import { Text } from '@backstage/ui';
import type { Finding } from 'backstage-plugin-persistence-common';
import { useSentences, useText } from '../translation';
import { Banner } from './controls/Banner';
import type { Tone } from './controls/tones';

const TONES: Record<Finding['severity'], Tone> = {
  info: 'calm',
  warning: 'warning',
  danger: 'danger',
};

/** Something that a person must know, and what to do about it. */
export function FindingNote({ finding }: { finding: Finding }) {
  const t = useText();
  const { richSentence, remedy } = useSentences();
  const advice = remedy(finding);
  const severity = Object.hasOwn(TONES, finding.severity)
    ? finding.severity
    : 'info';

  return (
    <Banner
      tone={TONES[severity]}
      iconLabel={t(`finding.severity.${severity}`)}
    >
      <Text as="p" variant="body-small">
        {richSentence(finding)}
      </Text>
      {(advice || finding.askWhom) && (
        <Text as="p" variant="body-small" color="secondary">
          {advice}{' '}
          {finding.askWhom && t('keepData.askWhom', { whom: finding.askWhom })}
        </Text>
      )}
    </Banner>
  );
}
