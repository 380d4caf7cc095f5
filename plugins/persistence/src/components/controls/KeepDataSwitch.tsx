import Switch from '@material-ui/core/Switch';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(
  {
    root: {
      width: 'var(--bui-space-10)',
      height: 'var(--bui-space-6)',
      padding: 0,
      overflow: 'visible',
      flexShrink: 0,
    },
    switchBase: {
      padding: 'var(--bui-space-1)',
      color: 'var(--bui-white)',
      '&$checked': {
        color: 'var(--bui-accent-fg)',
        transform: 'translateX(var(--bui-space-4))',
        '& + $track': { background: 'var(--bui-accent-bg)', opacity: 1 },
      },
      // The position must be seen although the switch cannot be moved: paler, not grey.
      '&$disabled': {
        color: 'var(--bui-white)',
        '& + $track': { opacity: 0.5 },
      },
      '&$disabled$checked': {
        color: 'var(--bui-accent-fg)',
        '& + $track': { opacity: 0.5 },
      },
    },
    thumb: {
      width: 'var(--bui-space-4)',
      height: 'var(--bui-space-4)',
      boxShadow: 'none',
      background: 'currentColor',
    },
    track: {
      borderRadius: 'var(--bui-radius-full)',
      background: 'var(--bui-border-2)',
      opacity: 1,
    },
    checked: {},
    disabled: {},
  },
  { name: 'PersistenceKeepDataSwitch' },
);

/** The position of the switch, and where its name and the reason why it cannot be moved stand. */
export type KeepDataSwitchProps = {
  checked: boolean;
  disabled: boolean;
  /** An operation that may move it runs. */
  busy?: boolean;
  /** Asked to move it; it stays where it is until the cluster has. */
  onMove?: () => void;
  'aria-describedby'?: string;
} & ({ 'aria-labelledby': string } | { 'aria-label': string });

/** The one switch. It shows what the cluster has, never what somebody wished. */
export function KeepDataSwitch(props: KeepDataSwitchProps) {
  const { checked, disabled, busy = false, onMove, ...names } = props;

  return (
    <Switch
      classes={useStyles()}
      color="default"
      disableRipple
      checked={checked}
      disabled={disabled}
      onChange={onMove}
      inputProps={{ role: 'switch', 'aria-busy': busy || undefined, ...names }}
    />
  );
}
