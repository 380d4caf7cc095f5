import { Text, VisuallyHidden } from '@backstage/ui';
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
  const { sentence, remedy } = useSentences();
  const advice = remedy(finding);
  const tone = TONES[finding.severity] ?? 'calm';
  const severity = Object.hasOwn(TONES, finding.severity)
    ? finding.severity
    : 'info';

  return (
    <Banner tone={tone}>
      <Text as="p" variant="body-small">
        <VisuallyHidden>{t(`finding.severity.${severity}`)}: </VisuallyHidden>
        {sentence(finding)}
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
