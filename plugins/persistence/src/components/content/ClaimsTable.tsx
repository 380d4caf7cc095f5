import type { Claim } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useText } from '../../translation';
import { ClaimStateText } from '../ClaimStateText';
import { DataTable, type DataColumn } from '../controls/DataTable';
import { Size } from '../controls/Size';
import { WithNoun } from '../controls/WithNoun';

const ACCESS_MODES = [
  'ReadWriteOnce',
  'ReadWriteOncePod',
  'ReadWriteMany',
  'ReadOnlyMany',
] as const;

/** The columns that say what a claim is. */
function useClaimColumns(): DataColumn<Claim>[] {
  const t = useText();
  const format = useFormat();

  return [
    {
      id: 'name',
      title: t('claims.name'),
      cell: ({ name, replica }) => (
        <WithNoun
          noun={
            replica === undefined
              ? t('mounts.noun.claim')
              : t('claims.replica', { replica: format.number(replica) })
          }
        >
          {name}
        </WithNoun>
      ),
    },
    {
      id: 'state',
      title: t('claims.state'),
      cell: claim => <ClaimStateText claim={claim} />,
    },
    {
      id: 'size',
      title: t('claims.size'),
      cell: ({ usage, requestedSize, capacitySize }) => (
        <WithNoun noun={capacitySize ?? requestedSize}>
          {usage ? (
            t('data.used', {
              used: format.bytes(usage.usedBytes),
              capacity: format.bytes(usage.capacityBytes),
            })
          ) : (
            <Size quantity={capacitySize ?? requestedSize} />
          )}
        </WithNoun>
      ),
    },
    {
      id: 'storageClass',
      title: t('claims.storageClass'),
      cell: ({ storageClass }) => storageClass ?? t('claims.none'),
    },
    {
      id: 'access',
      title: t('claims.access'),
      cell: ({ accessModes }) =>
        accessModes.map(mode => {
          const known = ACCESS_MODES.find(candidate => candidate === mode);
          return (
            <WithNoun key={mode} noun={known && mode}>
              {known ? t(`claims.accessMode.${known}`) : mode}
            </WithNoun>
          );
        }),
    },
    {
      id: 'reclaim',
      title: t('claims.reclaim'),
      cell: ({ reclaimPolicy }) =>
        reclaimPolicy === 'Delete' || reclaimPolicy === 'Retain' ? (
          <WithNoun noun={reclaimPolicy}>
            {t(`claims.reclaimPolicy.${reclaimPolicy}`)}
          </WithNoun>
        ) : (
          t('claims.notKnown')
        ),
    },
  ];
}

/** What the data of a workload lives on. */
export function ClaimsTable({ claims }: { claims: Claim[] }) {
  const t = useText();
  const columns = useClaimColumns();

  return (
    <DataTable
      title={t('claims.title')}
      columns={[
        ...columns,
        {
          id: 'usedBy',
          title: t('claims.usedBy'),
          cell: ({ usedBy }) =>
            usedBy.length === 0
              ? t('claims.nobody')
              : usedBy.map(({ kind, name }) => (
                  <WithNoun key={`${kind} ${name}`} noun={kind}>
                    {name}
                  </WithNoun>
                )),
        },
      ]}
      rows={claims}
      keyOf={({ cluster, namespace, name }) =>
        `${cluster}/${namespace}/${name}`
      }
    />
  );
}
