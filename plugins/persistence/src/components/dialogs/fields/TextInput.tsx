import type { ComponentProps, ReactNode } from 'react';
import TextField from '@material-ui/core/TextField';
import { useFieldStyles } from './useFieldStyles';

/** What every field has. */
export interface FieldProps {
  /** Also the beginning of the ids of its parts. */
  id: string;
  label: string;
  /** What stands below, while nothing is wrong. */
  hint?: ReactNode;
  /** What is wrong with what was typed or chosen. */
  error?: ReactNode;
}

/** A line of text. */
export function TextInput({
  id,
  label,
  hint,
  error,
  value,
  onChange,
  placeholder,
  icon,
  onPress,
  inputProps,
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** At the end of the box. */
  icon?: ReactNode;
  /** The box was clicked, not only the line in it. */
  onPress?: () => void;
  inputProps?: ComponentProps<'input'>;
}) {
  const classes = useFieldStyles();

  return (
    <TextField
      id={id}
      className={classes.root}
      variant="filled"
      label={label}
      value={value}
      onChange={event => onChange(event.target.value)}
      placeholder={placeholder}
      error={error !== undefined}
      helperText={error ?? hint}
      autoComplete="off"
      InputLabelProps={{ shrink: true, classes: { root: classes.label } }}
      InputProps={{
        disableUnderline: true,
        endAdornment: icon,
        onClick: onPress,
        classes: { root: classes.box, input: classes.input },
      }}
      inputProps={{ spellCheck: false, ...inputProps }}
      FormHelperTextProps={{ classes: { root: classes.helper } }}
    />
  );
}
