import type { WorkloadEvent } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useSentences, useText } from '../../translation';
import { DataTable } from '../controls/DataTable';
import { Time } from '../controls/Time';
import { WithNoun } from '../controls/WithNoun';
import { useNow } from '../useNow';

/** What happens in the cluster while something is not settled. */
export function EventsTable({ events }: { events: WorkloadEvent[] }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { sentence } = useSentences();

  return (
    <DataTable
      title={t('events.title')}
      columns={[
        {
          id: 'when',
          title: t('events.when'),
          cell: ({ at }) => (
            <WithNoun
              noun={
                <time dateTime={at}>{format.timeNear(new Date(at), now)}</time>
              }
            >
              <Time at={at} now={now} />
            </WithNoun>
          ),
        },
        {
          id: 'what',
          title: t('events.what'),
          cell: ({ message, object, count }) => (
            <WithNoun noun={`${object} · ${t('events.times', { count })}`}>
              {sentence(message)}
            </WithNoun>
          ),
        },
      ]}
      rows={events}
      keyOf={({ at, object, message }) => `${at} ${object} ${message.text}`}
    />
  );
}
