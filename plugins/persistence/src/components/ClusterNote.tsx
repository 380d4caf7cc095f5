import { Text } from '@backstage/ui';
import type {
  ClusterState,
  ClusterStatus,
} from 'backstage-plugin-persistence-common';
import { asSentence } from '../formatting';
import { useText } from '../translation';
import { Banner } from './controls/Banner';
import { Time } from './controls/Time';
import type { Tone } from './controls/tones';
import { useNow } from './useNow';

const TONES: Record<ClusterState, Tone> = {
  ok: 'positive',
  'read-only': 'calm',
  syncing: 'calm',
  stale: 'warning',
  forbidden: 'warning',
  unreachable: 'warning',
};

/** How a cluster answers, why, and what that means for what is shown. */
export function ClusterNote({
  cluster,
  plain,
}: {
  cluster: ClusterStatus;
  plain?: boolean;
}) {
  const t = useText();
  const now = useNow();
  const { name, message, observedAt } = cluster;
  const known = Object.hasOwn(TONES, cluster.state);
  const state = known ? cluster.state : 'unknown';

  return (
    <Banner
      plain={plain}
      tone={known ? TONES[cluster.state] : 'unknown'}
      title={
        <Text as="p" variant="body-medium" weight="bold">
          {t(`cluster.state.${state}`, { cluster: name })}
        </Text>
      }
    >
      <Text as="p" variant="body-small">
        {message && `${asSentence(message)} `}
        {t(`cluster.hint.${state}`)}
        {state === 'stale' && observedAt && (
          <>
            {' '}
            {t('cluster.lastHeard', {
              when: <Time at={observedAt} now={now} />,
            })}
          </>
        )}
      </Text>
    </Banner>
  );
}
