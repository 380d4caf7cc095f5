import type { Operation } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useText } from '../../translation';
import { useElapsed } from '../useElapsed';

/** How long an operation took, or has been going on. */
export function HistoryTook({ operation }: { operation: Operation }) {
  const t = useText();
  const { startedAt, endedAt } = operation;

  return startedAt ? (
    <Took since={startedAt} until={endedAt} />
  ) : (
    <>{t('history.notBegun')}</>
  );
}

function Took({ since, until }: { since: string; until: string | undefined }) {
  const t = useText();
  const duration = useFormat().duration(useElapsed(since, until));

  return <>{until ? duration : t('history.running', { duration })}</>;
}
