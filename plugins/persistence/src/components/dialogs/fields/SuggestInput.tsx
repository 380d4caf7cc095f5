import { useRef, useState, type KeyboardEvent } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import type { Choice } from './SelectInput';
import { TextInput, type FieldProps } from './TextInput';
import { useFieldStyles } from './useFieldStyles';

const useStyles = makeStyles(
  {
    root: { position: 'relative', width: '100%', minWidth: 0 },
    list: {
      position: 'absolute',
      // Below the box, over whatever stands there
      top: '3.5rem',
      left: 0,
      right: 0,
      zIndex: 2,
      listStyle: 'none',
      margin: 0,
      padding: 'var(--bui-space-1) 0',
      overflowY: 'auto',
    },
  },
  { name: 'PersistenceSuggestInput' },
);

/**
 * A line of text with suggestions: a combobox in which everything may be typed.
 * https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
 */
export function SuggestInput({
  suggestions,
  ...field
}: FieldProps & {
  value: string;
  onChange: (value: string) => void;
  suggestions: Choice[];
}) {
  const { id, label, value, onChange } = field;
  const classes = useStyles();
  const fieldClasses = useFieldStyles();
  const [opened, setOpened] = useState(false);
  const [active, setActive] = useState<number>();
  const list = useRef<HTMLUListElement>(null);
  const listId = `${id}-suggestions`;
  const open = opened && suggestions.length > 0;

  const close = () => {
    setOpened(false);
    setActive(undefined);
  };
  const choose = (choice: Choice) => {
    onChange(choice.value);
    close();
  };
  const move = (by: number) => {
    const count = suggestions.length;
    const from = active ?? (by > 0 ? -1 : count);
    const next = (from + by + count) % count;
    setOpened(true);
    setActive(next);
    list.current?.children[next]?.scrollIntoView?.({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      move(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && open && active !== undefined) {
      event.preventDefault();
      choose(suggestions[active]);
    } else if (event.key === 'Escape' && open) {
      // The list closes, and not the dialog
      event.stopPropagation();
      close();
    }
  };

  return (
    <div className={classes.root}>
      <TextInput
        {...field}
        onChange={typed => {
          setActive(undefined);
          onChange(typed);
        }}
        icon={
          suggestions.length > 0 && (
            <ArrowDropDownIcon
              className={`${fieldClasses.icon} ${fieldClasses.adornment}`}
            />
          )
        }
        onPress={() => setOpened(true)}
        inputProps={
          suggestions.length > 0
            ? {
                role: 'combobox',
                'aria-autocomplete': 'list',
                'aria-expanded': open,
                'aria-controls': open ? listId : undefined,
                'aria-activedescendant':
                  open && active !== undefined
                    ? `${listId}-${active}`
                    : undefined,
                onKeyDown,
                onBlur: close,
              }
            : undefined
        }
      />
      {open && (
        <ul
          ref={list}
          id={listId}
          role="listbox"
          aria-label={label}
          className={`${fieldClasses.menu} ${classes.list}`}
        >
          {suggestions.map((choice, index) => (
            <li
              key={choice.value}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={choice.value === value}
              data-active={index === active || undefined}
              className={fieldClasses.option}
              onMouseDown={event => {
                event.preventDefault(); // the focus stays in the field
                choose(choice);
              }}
            >
              <span>{choice.label}</span>
              {choice.hint && (
                <span className={fieldClasses.optionHint}>{choice.hint}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
