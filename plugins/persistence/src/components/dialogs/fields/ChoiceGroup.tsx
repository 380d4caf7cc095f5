import { useId, type ReactNode, type RefObject } from 'react';
import { Text } from '@backstage/ui';
import Radio from '@material-ui/core/Radio';
import { makeStyles } from '@material-ui/core/styles';
import { ToneText } from '../../controls/ToneText';

const useStyles = makeStyles(
  {
    root: {
      border: 0,
      margin: 0,
      padding: 0,
      minWidth: 0,
      display: 'grid',
      gap: 'var(--bui-space-2)',
    },
    legend: { padding: 0, marginBottom: 'var(--bui-space-2)' },
    choice: {
      display: 'grid',
      gridTemplateColumns: 'auto 1fr',
      gap: 'var(--bui-space-2)',
      alignItems: 'start',
      width: 'fit-content',
      cursor: 'pointer',
    },
    disabled: { cursor: 'default' },
    words: { display: 'grid', gap: 'var(--bui-space-0_5)', minWidth: 0 },
    radio: {
      padding: 0,
      color: 'var(--bui-fg-secondary)',
      '& svg': { fontSize: 'var(--bui-font-size-5)' },
      '&$checked': { color: 'var(--bui-accent-bg)' },
      '&.Mui-disabled': { color: 'var(--bui-fg-disabled)' },
      '&.Mui-focusVisible': {
        outline: '2px solid var(--bui-ring)',
        outlineOffset: 1,
      },
    },
    checked: {},
  },
  { name: 'PersistenceChoiceGroup' },
);

/** One of the choices. */
export interface GroupChoice {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

/** A question with all its answers in sight; none is chosen until somebody does. */
export function ChoiceGroup({
  label,
  choices,
  value,
  onChange,
  error,
  groupRef,
}: {
  label: ReactNode;
  choices: GroupChoice[];
  value?: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  groupRef?: RefObject<HTMLFieldSetElement>;
}) {
  const classes = useStyles();
  const id = useId();
  const errorId = `${id}-error`;

  return (
    <fieldset
      ref={groupRef}
      className={classes.root}
      aria-describedby={error ? errorId : undefined}
    >
      <Text as="legend" variant="body-medium" className={classes.legend}>
        {label}
      </Text>
      {choices.map(choice => {
        return (
          <label
            key={choice.value}
            className={`${classes.choice} ${choice.disabled ? classes.disabled : ''}`}
          >
            <Radio
              name={id}
              value={choice.value}
              checked={choice.value === value}
              disabled={choice.disabled}
              onChange={() => onChange(choice.value)}
              disableRipple
              color="default"
              classes={{ root: classes.radio, checked: classes.checked }}
              inputProps={{
                'aria-labelledby': `${id}-${choice.value}`,
                'aria-describedby': choice.hint
                  ? `${id}-${choice.value}-hint`
                  : undefined,
              }}
            />
            <span className={classes.words}>
              <Text
                id={`${id}-${choice.value}`}
                variant="body-medium"
                color={choice.disabled ? 'secondary' : 'primary'}
              >
                {choice.label}
              </Text>
              {choice.hint && (
                <Text
                  id={`${id}-${choice.value}-hint`}
                  variant="body-small"
                  color="secondary"
                >
                  {choice.hint}
                </Text>
              )}
            </span>
          </label>
        );
      })}
      {error && (
        <div id={errorId}>
          <ToneText tone="danger">{error}</ToneText>
        </div>
      )}
    </fieldset>
  );
}
