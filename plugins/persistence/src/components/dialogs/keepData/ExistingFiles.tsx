import type { RefObject } from 'react';
import { useText } from '../../../translation';
import { Code } from '../../controls/Code';
import { ChoiceGroup } from '../fields/ChoiceGroup';

/** What becomes of the files that are in the folder already. Starting without them is nobody's default. */
export function ExistingFiles({
  path,
  startEmpty,
  onStartEmpty,
  missing,
  groupRef,
}: {
  path: string;
  startEmpty: boolean;
  onStartEmpty: () => void;
  /** It has to be said and was not. */
  missing: boolean;
  groupRef: RefObject<HTMLFieldSetElement>;
}) {
  const t = useText();
  const later = t('dialogs.existingFiles.later');

  return (
    <ChoiceGroup
      groupRef={groupRef}
      label={t('dialogs.existingFiles.question', { path: <Code>{path}</Code> })}
      value={startEmpty ? 'start-empty' : undefined}
      onChange={onStartEmpty}
      error={missing ? t('dialogs.existingFiles.missing') : undefined}
      choices={[
        {
          value: 'start-empty',
          label: t('dialogs.existingFiles.startEmpty'),
          hint: t('dialogs.existingFiles.startEmptyHint', { path }),
        },
        {
          value: 'copy-running',
          label: t('dialogs.existingFiles.copyRunning'),
          hint: later,
          disabled: true,
        },
        {
          value: 'copy-image',
          label: t('dialogs.existingFiles.copyImage'),
          hint: later,
          disabled: true,
        },
      ]}
    />
  );
}
