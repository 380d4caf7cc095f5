import type {
  Finding,
  StorageClassOption,
} from 'backstage-plugin-persistence-common';
import { useFormat } from '../../../formatting';
import { useSentences, useText } from '../../../translation';

const ACCESS_MODES: ReadonlySet<string> = new Set([
  'ReadWriteOnce',
  'ReadWriteOncePod',
  'ReadWriteMany',
]);

/** What stands in and below the fields. */
export function useFieldText() {
  const t = useText();
  const format = useFormat();
  const { sentence, remedy } = useSentences();

  return {
    /** What is wrong, what to do about it and whom to ask, in a line below the field. */
    error: (finding: Finding | undefined): string | undefined =>
      finding &&
      [
        sentence(finding),
        remedy(finding),
        finding.askWhom && t('keepData.askWhom', { whom: finding.askWhom }),
      ]
        .filter(Boolean)
        .join(' '),

    /** What volumes of a class can do. */
    abilities: (storageClass: StorageClassOption): string => {
      const { expandable, accessModes, snapshots } = storageClass;
      const words = [
        t(`dialogs.storage.${expandable ? 'grows' : 'fixed'}`),
        t(
          `dialogs.storage.${accessModes.includes('ReadWriteMany') ? 'shared' : 'oneNode'}`,
        ),
        ...(snapshots ? [t('dialogs.storage.snapshots')] : []),
      ];
      return words.join(' · ');
    },

    /** The title that the platform team gave it, with its name; else its name. */
    storageClass: ({ name, title }: StorageClassOption): string =>
      title ? t('dialogs.storage.titled', { title, name }) : name,

    /** Who can use a volume at a time. */
    accessMode: (mode: string): string =>
      isKnownMode(mode) ? t(`claims.accessMode.${mode}`) : mode,

    day: (time: string) => format.day(new Date(time)),
    size: (quantity: string) => format.size(quantity),
    bytes: (bytes: number) => format.bytes(bytes),
  };
}

function isKnownMode(
  mode: string,
): mode is 'ReadWriteOnce' | 'ReadWriteOncePod' | 'ReadWriteMany' {
  return ACCESS_MODES.has(mode);
}
