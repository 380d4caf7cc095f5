import type { ShelvedClaim } from 'backstage-plugin-persistence-common';
import { useText } from '../../../translation';
import { SelectInput, type Choice } from '../fields/SelectInput';
import { NEW_VOLUME } from './AttachForm';
import { useFieldText } from './useFieldText';
import type { AttachFieldsProps } from './WhatToKeep';

/** A volume from the shelf, with the data that is on it, or a new one. */
export function VolumeField({
  id,
  claims,
  values,
  edit,
  errors,
}: AttachFieldsProps & { id: string; claims: ShelvedClaim[] }) {
  const t = useText();
  const text = useFieldText();
  const choices: Choice[] = [
    ...claims.map(claim => ({
      value: claim.name,
      label: t('dialogs.volume.shelved', { claim: claim.name }),
      hint: hintOf(claim),
    })),
    {
      value: NEW_VOLUME,
      label: t('dialogs.volume.new'),
      hint: t('dialogs.volume.newHint'),
    },
  ];

  return (
    <SelectInput
      id={id}
      label={t('dialogs.field.volume')}
      hint={choices.find(({ value }) => value === values.volume)?.hint}
      error={text.error(errors.volume)}
      value={values.volume}
      onChange={volume => edit({ volume })}
      choices={choices}
    />
  );

  function hintOf(claim: ShelvedClaim): string {
    const { path, keepUntil, storageClass, capacitySize, requestedSize } =
      claim;
    const size = text.size(capacitySize ?? requestedSize);
    return [
      path
        ? t('dialogs.volume.hasFilesOf', { path })
        : t('dialogs.volume.hasFiles'),
      [size, storageClass].filter(Boolean).join(' · '),
      keepUntil && t('dialogs.volume.until', { day: text.day(keepUntil) }),
    ]
      .filter(Boolean)
      .join(' · ');
  }
}
