import { Text } from '@backstage/ui';
import type {
  Operation,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { claimOf, outcomeOf, paramOf } from '../../operations';
import { useSentences, useText } from '../../translation';
import { useEntityActions } from '../actions';
import { Code } from '../controls/Code';

/** What the end of an operation means: where the data is; or what happened, what did not, and what to do. */
export function OutcomeText({
  operation,
  workload,
}: {
  operation: Operation;
  workload: WorkloadRef;
}) {
  const t = useText();
  const { outcome, tone } = outcomeOf(operation);

  if (tone === 'danger') {
    return <FailureText operation={operation} />;
  }
  return (
    <Text as="p" variant="body-small" color="secondary">
      {outcome === 'attached' && <Attached operation={operation} />}
      {outcome === 'detached' && <Detached operation={operation} />}
      {outcome === 'redeployed' && (
        <Redeployed operation={operation} workload={workload} />
      )}
      {outcome === 'cancelled' &&
        hasVolumeOnShelf(operation) &&
        t('outcome.volumeOnShelf')}
    </Text>
  );
}

function Attached({ operation }: { operation: Operation }) {
  const t = useText();
  const { intent } = operation.plan;
  const path = intent.kind === 'attach' ? intent.path : undefined;
  const claim = claimOf(operation);

  return path && claim ? (
    <>{t('outcome.attached', { path: <Code>{path}</Code>, claim })}</>
  ) : (
    <>{t('outcome.attachedSomewhere')}</>
  );
}

function Detached({ operation }: { operation: Operation }) {
  const t = useText();
  const format = useFormat();
  const claim = claimOf(operation) ?? t('shelf.volume');
  const until = new Date(
    paramOf(operation, 'STEP_SHELVE_CLAIM', 'until') ?? '',
  );

  return Number.isNaN(until.getTime()) ? (
    <>{t('outcome.detachedNoDate', { claim })}</>
  ) : (
    <>{t('outcome.detached', { claim, until: format.day(until) })}</>
  );
}

function Redeployed({
  operation,
  workload,
}: {
  operation: Operation;
  workload: WorkloadRef;
}) {
  const t = useText();
  const paths = paramOf(operation, 'REDEPLOY_KEEPS', 'paths');

  return paths ? (
    <>
      {t('outcome.redeployedKept', {
        paths: <Code>{paths}</Code>,
        workload: workload.name,
      })}
    </>
  ) : (
    <>{t('outcome.redeployedLost', { workload: workload.name })}</>
  );
}

function FailureText({ operation }: { operation: Operation }) {
  const t = useText();
  const { richSentence, remedy } = useSentences();
  const { error, state } = operation;
  const advice = error && remedy(error);

  return (
    <>
      {error && (
        <Text as="p" variant="body-small">
          {richSentence(error)}
        </Text>
      )}
      <Text as="p" variant="body-small">
        {t(
          state === 'needs-attention' ? 'outcome.touched' : 'outcome.untouched',
        )}{' '}
        {hasVolumeOnShelf(operation) && t('outcome.volumeOnShelf')}
      </Text>
      {(advice || error?.askWhom || state === 'needs-attention') && (
        <Text as="p" variant="body-small" color="secondary">
          {advice}{' '}
          {state === 'needs-attention' && <Choices operation={operation} />}{' '}
          {error?.askWhom && t('outcome.askWhom', { whom: error.askWhom })}
        </Text>
      )}
    </>
  );
}

/** What can be done about pods that were not all replaced. */
function Choices({ operation }: { operation: Operation }) {
  const t = useText();
  const { mayUndo } = useEntityActions();
  const { kind } = operation.intent;
  const undoable = mayUndo(operation);

  return (
    <>
      {t('outcome.comesByItself')}{' '}
      {undoable && kind === 'attach' && t('outcome.orUndoAttach')}
      {undoable && kind === 'detach' && t('outcome.orUndoDetach')}
    </>
  );
}

/** A volume that was made and not used is kept: nothing is deleted unasked. */
function hasVolumeOnShelf({ steps }: Operation): boolean {
  return steps.some(
    ({ kind, state }) => kind === 'create-claim' && state === 'undone',
  );
}
