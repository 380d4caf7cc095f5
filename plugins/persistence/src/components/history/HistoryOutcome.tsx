import { Text } from '@backstage/ui';
import type {
  Operation,
  OperationState,
} from 'backstage-plugin-persistence-common';
import { asSentence } from '../../formatting';
import { useSentences, useText } from '../../translation';
import { Time } from '../controls/Time';
import { ToneText } from '../controls/ToneText';
import type { Tone } from '../controls/tones';
import { useNow } from '../useNow';

const TONES: Record<OperationState, Tone> = {
  queued: 'calm',
  waiting: 'warning',
  'waiting-for-approval': 'calm',
  running: 'calm',
  cancelling: 'calm',
  succeeded: 'positive',
  failed: 'danger',
  undoing: 'calm',
  undone: 'calm',
  cancelled: 'calm',
  'needs-attention': 'danger',
};

/** How an operation ended, why, and what was taken back by what. */
export function HistoryOutcome({
  operation,
  known,
}: {
  operation: Operation;
  /** Those that are shown, by their ids. */
  known: ReadonlyMap<string, Operation>;
}) {
  const t = useText();
  const now = useNow();
  const { sentence, remedy } = useSentences();
  const { state, error, undoOf, undoneBy } = operation;
  const isKnown = Object.hasOwn(TONES, state);
  const undone = undoOf === undefined ? undefined : known.get(undoOf);
  const undoing = undoneBy === undefined ? undefined : known.get(undoneBy);

  return (
    <>
      <ToneText tone={isKnown ? TONES[state] : 'unknown'}>
        {t(`history.state.${isKnown ? state : 'unknown'}`)}
      </ToneText>
      {error && (
        <Text as="div" variant="body-small" color="secondary">
          {asSentence(sentence(error))} {remedy(error)}
        </Text>
      )}
      {undoOf !== undefined && (
        <Text as="div" variant="body-small" color="secondary">
          {undone
            ? t('history.undoes', {
                when: <Time at={undone.createdAt} now={now} />,
              })
            : t('history.undoesSomething')}
        </Text>
      )}
      {undoneBy !== undefined && state === 'undone' && (
        <Text as="div" variant="body-small" color="secondary">
          {undoing
            ? t('history.undone', {
                when: <Time at={undoing.createdAt} now={now} />,
              })
            : t('history.undoneSometime')}
        </Text>
      )}
    </>
  );
}
