import type { Rollout } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useText } from '../../translation';
import { ToneText } from '../controls/ToneText';
import type { Tone } from '../controls/tones';

const TONES: Record<Rollout['state'], Tone> = {
  complete: 'positive',
  progressing: 'calm',
  stuck: 'danger',
  paused: 'calm',
};

/** How far the latest change of a workload has got. */
export function RolloutLine({ rollout }: { rollout: Rollout }) {
  const t = useText();
  const format = useFormat();
  const { state, message, ready, replicas } = rollout;
  const known = Object.hasOwn(TONES, state);

  return (
    <ToneText tone={known ? TONES[state] : 'unknown'}>
      {t(`rollout.state.${known ? state : 'unknown'}`)}
      {' · '}
      {message ??
        t('rollout.pods', {
          ready: format.number(ready),
          replicas: format.number(replicas),
        })}
    </ToneText>
  );
}
