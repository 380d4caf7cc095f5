import { Text } from '@backstage/ui';
import type { Claim } from 'backstage-plugin-persistence-common';
import { claimStateOf } from '../assessment';
import { useText } from '../translation';
import { Time } from './controls/Time';
import { ToneText } from './controls/ToneText';
import { useNow } from './useNow';

/** What a claim is doing, and why; with its name where there are several. */
export function ClaimStateText({
  claim,
  named = false,
}: {
  claim: Claim;
  named?: boolean;
}) {
  const t = useText();
  const now = useNow();
  const { state, tone } = claimStateOf(claim);

  return (
    <div>
      <ToneText tone={tone}>
        {named && `${claim.name}: `}
        {state === 'detached' && claim.unusedSince
          ? t('claim.unusedSince', {
              when: <Time at={claim.unusedSince} now={now} />,
            })
          : t(`claim.state.${state}`)}
      </ToneText>
      {claim.message && (
        <Text as="p" variant="body-small" color="secondary">
          {claim.message}
        </Text>
      )}
    </div>
  );
}
