import { useId } from 'react';
import { Skeleton } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Finding,
  Options,
  ShelvedClaim,
} from 'backstage-plugin-persistence-common';
import { useText } from '../../../translation';
import { SelectInput } from '../fields/SelectInput';
import { SuggestInput } from '../fields/SuggestInput';
import { NEW_VOLUME, type AttachEdits, type AttachValues } from './AttachForm';
import { AdvancedFields } from './AdvancedFields';
import type { AttachField } from './fieldErrors';
import { NewVolumeFields } from './NewVolumeFields';
import { useFieldText } from './useFieldText';
import { VolumeField } from './VolumeField';

const useStyles = makeStyles(
  {
    root: { display: 'grid', gap: 'var(--bui-space-3)' },
    row: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(14rem, 100%), 1fr))',
      gap: 'var(--bui-space-3)',
      alignItems: 'start',
    },
  },
  { name: 'PersistenceWhatToKeep' },
);

/** The fields of the first part, as they are passed on. */
export interface AttachFieldsProps {
  values: AttachValues;
  /** What of it was typed or chosen. */
  edits: AttachEdits;
  edit: (change: AttachEdits) => void;
  errors: Partial<Record<AttachField, Finding>>;
  options?: Options;
}

/** What is kept and on what: everything has a default. */
export function WhatToKeep({
  containers,
  claims,
  loading,
  ...fields
}: AttachFieldsProps & {
  /** The names of the workload's containers. */
  containers: string[];
  /** Volumes that can be attached instead of a new one. */
  claims: ShelvedClaim[];
  loading: boolean;
}) {
  const classes = useStyles();
  const t = useText();
  const text = useFieldText();
  const id = useId();
  const { values, edit, errors, options } = fields;
  const suggested = options?.paths.find(({ path }) => path === values.path);
  const { error, bytes } = text;

  if (loading) {
    return (
      <div className={classes.root} aria-busy="true">
        <Skeleton height="3.5rem" width="100%" aria-hidden="true" />
        <Skeleton height="3.5rem" width="100%" aria-hidden="true" />
      </div>
    );
  }
  return (
    <div className={classes.root}>
      <div className={classes.row}>
        <SuggestInput
          id={`${id}-path`}
          label={t('dialogs.field.path')}
          hint={suggested?.reason ?? t('dialogs.hint.path')}
          error={
            error(errors.path) ??
            (values.path.trim() === ''
              ? t('dialogs.hint.pathNeeded')
              : undefined)
          }
          value={values.path}
          onChange={path => edit({ path })}
          suggestions={(options?.paths ?? [])
            .filter(
              ({ container }) =>
                !values.container || container === values.container,
            )
            .map(suggestion => ({
              value: suggestion.path,
              label: suggestion.path,
              hint: [
                suggestion.reason,
                suggestion.bytes !== undefined &&
                  t('dialogs.hint.bytes', { size: bytes(suggestion.bytes) }),
              ]
                .filter(Boolean)
                .join(' '),
            }))}
        />
        {containers.length > 1 && (
          <SelectInput
            id={`${id}-container`}
            label={t('dialogs.field.container')}
            error={error(errors.container)}
            value={values.container}
            onChange={container => edit({ container })}
            choices={containers.map(name => ({ value: name, label: name }))}
          />
        )}
      </div>
      {claims.length > 0 && (
        <VolumeField id={`${id}-volume`} claims={claims} {...fields} />
      )}
      {values.volume === NEW_VOLUME && <NewVolumeFields id={id} {...fields} />}
      <AdvancedFields id={id} {...fields} />
    </div>
  );
}
