import type { ReactNode } from 'react';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import type { FieldProps } from './TextInput';
import { useFieldStyles } from './useFieldStyles';

/** Something to choose. */
export interface Choice {
  value: string;
  label: string;
  /** What it is or can do, quieter. */
  hint?: ReactNode;
}

/** One of a few. */
export function SelectInput({
  id,
  label,
  hint,
  error,
  value,
  onChange,
  choices,
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  choices: Choice[];
}) {
  const classes = useFieldStyles();

  return (
    <TextField
      id={id}
      className={classes.root}
      variant="filled"
      select
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      error={error !== undefined}
      helperText={error ?? hint}
      InputLabelProps={{ shrink: true, classes: { root: classes.label } }}
      InputProps={{
        disableUnderline: true,
        classes: { root: classes.box, input: classes.input },
      }}
      FormHelperTextProps={{ classes: { root: classes.helper } }}
      SelectProps={{
        displayEmpty: true,
        classes: { icon: classes.icon },
        SelectDisplayProps: {
          'aria-describedby':
            (error ?? hint) === undefined ? undefined : `${id}-helper-text`,
        },
        renderValue: () =>
          choices.find(choice => choice.value === value)?.label ?? value,
        MenuProps: {
          classes: { paper: classes.menu },
          getContentAnchorEl: null,
          anchorOrigin: { vertical: 'bottom', horizontal: 'left' },
          transformOrigin: { vertical: 'top', horizontal: 'left' },
        },
      }}
    >
      {choices.map(choice => (
        <MenuItem
          key={choice.value}
          value={choice.value}
          disableRipple
          classes={{ root: classes.option }}
        >
          <span>{choice.label}</span>
          {choice.hint && (
            <span className={classes.optionHint}>{choice.hint}</span>
          )}
        </MenuItem>
      ))}
    </TextField>
  );
}
