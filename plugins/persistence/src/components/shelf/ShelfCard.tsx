import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Text } from '@backstage/ui';
import type {
  ShelvedClaim,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useText } from '../../translation';
import { Actor } from '../Actor';
import { Code } from '../controls/Code';
import { DataTable, type DataColumn } from '../controls/DataTable';
import { Size } from '../controls/Size';
import { Time } from '../controls/Time';
import { WithNoun } from '../controls/WithNoun';
import { useNow } from '../useNow';
import { KeepAgain } from './KeepAgain';

/** Volumes that hold data which nothing uses: where it was, since when, until when, and the way back. */
export function ShelfCard({
  shelf,
  workloads,
}: {
  shelf: ShelvedClaim[];
  workloads: WorkloadAssessment[];
}) {
  const t = useText();
  const format = useFormat();
  const now = useNow();

  const columns: DataColumn<ShelvedClaim>[] = [
    {
      id: 'volume',
      title: t('shelf.volume'),
      cell: ({ name }) => (
        <WithNoun noun={t('mounts.noun.claim')}>{name}</WithNoun>
      ),
    },
    {
      id: 'path',
      title: t('shelf.path'),
      cell: ({ path, subPath }) =>
        path ? (
          <WithNoun noun={subPath && t('shelf.subPath', { subPath })}>
            <Code>{path}</Code>
          </WithNoun>
        ) : (
          t('claims.notKnown')
        ),
    },
    {
      id: 'size',
      title: t('shelf.size'),
      cell: ({ capacitySize, requestedSize, storageClass }) => (
        <WithNoun noun={storageClass}>
          <Size quantity={capacitySize ?? requestedSize} />
        </WithNoun>
      ),
    },
    {
      id: 'since',
      title: t('shelf.since'),
      cell: ({ shelvedAt, unusedSince = shelvedAt, shelvedBy }) => (
        <WithNoun
          noun={shelvedBy && t('shelf.by', { who: <Actor name={shelvedBy} /> })}
        >
          {unusedSince ? (
            <Time at={shelvedAt ?? unusedSince} now={now} />
          ) : (
            t('claims.notKnown')
          )}
        </WithNoun>
      ),
    },
    {
      id: 'until',
      title: t('shelf.until'),
      cell: ({ keepUntil }) =>
        keepUntil ? (
          <WithNoun noun={<Time at={keepUntil} now={now} />}>
            <time dateTime={keepUntil}>{format.day(new Date(keepUntil))}</time>
          </WithNoun>
        ) : (
          t('shelf.noDate')
        ),
    },
    {
      id: 'action',
      title: t('shelf.action'),
      cell: claim => <KeepAgain claim={claim} workloads={workloads} />,
    },
  ];

  return (
    <EntityInfoCard title={t('shelf.title')}>
      <Text as="p" variant="body-medium" color="secondary">
        {t('shelf.text')}
      </Text>
      <DataTable
        title={t('shelf.title')}
        hideTitle
        columns={columns}
        rows={shelf}
        keyOf={({ cluster, namespace, name }) =>
          `${cluster}/${namespace}/${name}`
        }
      />
    </EntityInfoCard>
  );
}
