import type { Mount } from 'backstage-plugin-persistence-common';
import { mountRowsOf, type MountRow } from '../../assessment';
import { useFormat } from '../../formatting';
import { useText, type TranslateText } from '../../translation';
import { Code } from '../controls/Code';
import { DataTable, type DataColumn } from '../controls/DataTable';
import { ToneText } from '../controls/ToneText';
import { WithNoun } from '../controls/WithNoun';
import { FATE_TONES } from '../fateTones';

const SOURCES = [
  'claim',
  'claim-template',
  'empty-dir',
  'memory',
  'host-path',
  'config',
  'image',
  'ephemeral-claim',
] as const satisfies Mount['source'][];

/** Where each container's data lives, and what it outlives. */
export function MountsTable({ mounts }: { mounts: Mount[] }) {
  const t = useText();
  const format = useFormat();
  const several = new Set(mounts.map(({ container }) => container)).size > 1;

  const columns: DataColumn<MountRow>[] = [
    {
      id: 'folder',
      title: t('mounts.folder'),
      cell: row => (
        <WithNoun
          noun={
            several && t('mounts.ofContainer', { container: row.container })
          }
        >
          <Code>{row.path}</Code>{' '}
          {row.source === 'image' &&
            t(
              mounts.some(({ source }) => source !== 'image')
                ? 'mounts.everythingElse'
                : 'mounts.everything',
            )}
        </WithNoun>
      ),
    },
    {
      id: 'place',
      title: t('mounts.place'),
      cell: row => (
        <WithNoun noun={nounOf(row, t, format.list)}>
          {t(`mounts.source.${sourceOf(row)}`)}
        </WithNoun>
      ),
    },
    ...(['containerRestart', 'redeploy', 'nodeLoss'] as const).map(event => ({
      id: event,
      title: t(`mounts.${event}`),
      cell: ({ fates }: MountRow) => (
        <ToneText tone={FATE_TONES[fates[event]]}>
          {t(`mounts.${fates[event]}`)}
        </ToneText>
      ),
    })),
  ];

  return (
    <DataTable
      title={t('mounts.title')}
      columns={columns}
      rows={mountRowsOf(mounts)}
      keyOf={row =>
        `${row.container} ${row.path} ${row.volume} ${row.claimNames}`
      }
    />
  );
}

function sourceOf({ source }: MountRow) {
  return SOURCES.find(known => known === source) ?? 'other';
}

function nounOf(
  row: MountRow,
  t: TranslateText,
  list: (items: string[]) => string,
): string {
  const { claimNames, volume, subPath, readOnly } = row;
  const nouns: (string | undefined)[] = [
    t(`mounts.noun.${sourceOf(row)}`),
    claimNames.length > 0
      ? list(claimNames)
      : volume && t('mounts.volume', { volume }),
    subPath && t('mounts.subPath', { subPath }),
    readOnly ? t('data.readOnly') : undefined,
  ];
  return nouns.filter(Boolean).join(' · ');
}
