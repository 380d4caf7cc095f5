import { makeStyles } from '@material-ui/core/styles';
import { useText } from '../../../translation';
import { Disclosure } from '../../plan';
import { SelectInput } from '../fields/SelectInput';
import { TextInput } from '../fields/TextInput';
import { NEW_VOLUME } from './AttachForm';
import { useFieldText } from './useFieldText';
import type { AttachFieldsProps } from './WhatToKeep';

const useStyles = makeStyles(
  {
    root: {
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(14rem, 100%), 1fr))',
      gap: 'var(--bui-space-3)',
      alignItems: 'start',
    },
  },
  { name: 'PersistenceAdvancedFields' },
);

/** What hardly anybody changes. */
export function AdvancedFields({
  id,
  values,
  edit,
  errors,
  options,
}: AttachFieldsProps & { id: string }) {
  const classes = useStyles();
  const t = useText();
  const text = useFieldText();
  const { volume, storageClass, accessMode, name, subPath } = values;
  const offered = options?.storageClasses.find(
    each => each.name === storageClass,
  );
  const modes = new Set(offered?.accessModes ?? []);
  if (accessMode) {
    modes.add(accessMode);
  }

  return (
    <Disclosure
      label={t('dialogs.advanced')}
      mustBeSeen={Boolean(errors.accessMode ?? errors.name ?? errors.subPath)}
    >
      <div className={classes.root}>
        {volume === NEW_VOLUME && (
          <>
            <SelectInput
              id={`${id}-mode`}
              label={t('dialogs.field.accessMode')}
              hint={accessMode}
              error={text.error(errors.accessMode)}
              value={accessMode}
              onChange={mode => edit({ accessMode: mode })}
              choices={[...modes].map(mode => ({
                value: mode,
                label: text.accessMode(mode),
                hint: mode,
              }))}
            />
            <TextInput
              id={`${id}-name`}
              label={t('dialogs.field.name')}
              hint={t('dialogs.hint.name')}
              error={text.error(errors.name)}
              value={name}
              onChange={typed => edit({ name: typed })}
            />
          </>
        )}
        <TextInput
          id={`${id}-sub-path`}
          label={t('dialogs.field.subPath')}
          hint={t('dialogs.hint.subPath')}
          error={text.error(errors.subPath)}
          value={subPath}
          onChange={typed => edit({ subPath: typed })}
        />
      </div>
    </Disclosure>
  );
}
