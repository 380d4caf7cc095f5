import { makeStyles } from '@material-ui/core/styles';

/** Material UI's text field in the look of Backstage UI: the label inside the box, as quiet as a caption. */
export const useFieldStyles = makeStyles(
  {
    root: { width: '100%', minWidth: 0 },
    label: {
      fontFamily: 'inherit',
      fontSize: 'var(--bui-font-size-2)',
      color: 'var(--bui-fg-secondary)',
      transform: 'translate(var(--bui-space-3), var(--bui-space-2))',
      '&.MuiInputLabel-shrink': {
        transform: 'translate(var(--bui-space-3), var(--bui-space-2))',
      },
      '&.Mui-focused, &.Mui-error': { color: 'var(--bui-fg-secondary)' },
    },
    box: {
      fontFamily: 'inherit',
      fontSize: 'var(--bui-font-size-3)',
      color: 'var(--bui-fg-primary)',
      borderRadius: 'var(--bui-radius-3)',
      border: '1px solid var(--bui-border-2)',
      background: 'var(--bui-bg-neutral-2)',
      '&:hover, &.Mui-focused': { background: 'var(--bui-bg-neutral-2)' },
      '&:hover': { borderColor: 'var(--bui-fg-secondary)' },
      '&.Mui-focused': {
        borderColor: 'var(--bui-ring)',
        boxShadow: 'inset 0 0 0 1px var(--bui-ring)',
      },
      '&.Mui-error': {
        borderColor: 'var(--bui-negative-fg-subdued)',
        boxShadow: 'inset 0 0 0 1px var(--bui-negative-fg-subdued)',
      },
    },
    input: {
      height: 'auto',
      minHeight: '1.25rem',
      lineHeight: '1.25rem',
      padding: 'var(--bui-space-6) var(--bui-space-3) var(--bui-space-2)',
      borderRadius: 'var(--bui-radius-3)',
      '&::placeholder': { color: 'var(--bui-fg-secondary)', opacity: 1 },
      '&.MuiSelect-select:focus': {
        background: 'none',
        borderRadius: 'var(--bui-radius-3)',
      },
    },
    icon: { color: 'var(--bui-fg-secondary)' },
    // Where Material UI puts that of a select
    adornment: { marginRight: -5, pointerEvents: 'none' },
    helper: {
      margin: 'var(--bui-space-1) 0 0',
      fontFamily: 'inherit',
      fontSize: 'var(--bui-font-size-2)',
      lineHeight: 1.4,
      color: 'var(--bui-fg-secondary)',
      '&.Mui-error': { color: 'var(--bui-negative-fg-subdued)' },
    },
    menu: {
      marginTop: 'var(--bui-space-1)',
      borderRadius: 'var(--bui-radius-3)',
      border: '1px solid var(--bui-border-2)',
      background: 'var(--bui-bg-neutral-1)',
      backgroundImage: 'none',
      color: 'var(--bui-fg-primary)',
      boxShadow: '0 8px 24px rgb(0 0 0 / 0.2)',
      maxHeight: '20rem',
    },
    option: {
      display: 'grid',
      gap: 'var(--bui-space-0_5)',
      padding: 'var(--bui-space-2) var(--bui-space-3)',
      fontFamily: 'inherit',
      fontSize: 'var(--bui-font-size-3)',
      whiteSpace: 'normal',
      cursor: 'pointer',
      '&.Mui-selected, &.Mui-selected:hover, &[aria-selected="true"]': {
        background: 'color-mix(in srgb, var(--bui-accent-bg) 10%, transparent)',
      },
      '&:hover, &[data-active], &.Mui-focusVisible': {
        background: 'color-mix(in srgb, var(--bui-fg-primary) 8%, transparent)',
      },
      '&[data-active], &.Mui-focusVisible': {
        boxShadow: 'inset 3px 0 0 var(--bui-accent-bg)',
      },
    },
    optionHint: {
      display: 'block',
      fontSize: 'var(--bui-font-size-2)',
      color: 'var(--bui-fg-secondary)',
    },
  },
  { name: 'PersistenceField' },
);
