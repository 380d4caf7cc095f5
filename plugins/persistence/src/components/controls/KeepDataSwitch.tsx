import Switch from '@material-ui/core/Switch';

/** The position of the switch, and where its name and its reason stand. */
export interface KeepDataSwitchProps {
  checked: boolean;
  disabled: boolean;
  labelId: string;
  reasonId?: string;
}

/** The one switch. It shows what the cluster has, never what somebody wished. */
export function KeepDataSwitch(props: KeepDataSwitchProps) {
  const { checked, disabled, labelId, reasonId } = props;

  return (
    <Switch
      color="primary"
      checked={checked}
      disabled={disabled}
      inputProps={{
        role: 'switch',
        'aria-labelledby': labelId,
        'aria-describedby': reasonId,
      }}
    />
  );
}
