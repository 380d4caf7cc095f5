import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../../translation';
import { SelectInput, type Choice } from '../fields/SelectInput';
import { TextInput } from '../fields/TextInput';
import { useFieldText } from './useFieldText';
import type { AttachFieldsProps } from './WhatToKeep';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
      gap: 'var(--bui-space-3)',
      alignItems: 'start',
      '@media (max-width: 30rem)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
  },
  { name: 'PersistenceNewVolumeFields' },
);

/** How large a new volume is, and on which storage. */
export function NewVolumeFields({
  id,
  values,
  edits,
  edit,
  errors,
  options,
}: AttachFieldsProps & { id: string }) {
  const classes = useStyles();
  const t = useText();
  const text = useFieldText();
  const { size, storageClass } = values;
  const { size: typedSize } = edits;
  const classesOffered = options?.storageClasses ?? [];
  const chosen = classesOffered.find(({ name }) => name === storageClass);
  const choices: Choice[] = classesOffered.map(each => ({
    value: each.name,
    label: text.storageClass(each),
    hint: text.abilities(each),
  }));
  if (storageClass && !chosen) {
    choices.push({ value: storageClass, label: storageClass });
  }

  return (
    <div className={classes.root}>
      <TextInput
        id={`${id}-size`}
        label={t('dialogs.field.size')}
        hint={
          options &&
          t('dialogs.hint.size', {
            min: text.size(options.size.min),
            max: text.size(options.size.max),
          })
        }
        error={text.error(errors.size)}
        // What nobody typed is shown as people read sizes
        value={typedSize ?? text.size(size)}
        placeholder={options && text.size(options.size.default)}
        onChange={typed => edit({ size: typed })}
      />
      <SelectInput
        id={`${id}-class`}
        label={t('dialogs.field.storageClass')}
        hint={chosen && text.abilities(chosen)}
        error={text.error(errors.storageClass)}
        value={storageClass}
        onChange={name => edit({ storageClass: name, accessMode: undefined })}
        choices={choices}
      />
    </div>
  );
}
