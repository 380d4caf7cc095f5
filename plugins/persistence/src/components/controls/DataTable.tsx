import { useId, useRef, type ReactNode } from 'react';
import { Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useOverflows } from './useOverflows';

const useStyles = makeStyles(
  {
    scroller: { overflowX: 'auto' },
    table: {
      width: '100%',
      borderCollapse: 'collapse',
      fontFamily: 'var(--bui-font-regular)',
      fontSize: 'var(--bui-font-size-3)',
      lineHeight: 1.4,
      color: 'var(--bui-fg-primary)',
      '& th, & td': {
        textAlign: 'start',
        verticalAlign: 'top',
        padding: 'var(--bui-space-2) var(--bui-space-4) var(--bui-space-2) 0',
        borderBottom: '1px solid var(--bui-border-1)',
      },
      '& tbody tr:last-child > *': { borderBottom: 'none' },
      '& thead th': {
        fontSize: 'var(--bui-font-size-2)',
        fontWeight: 'var(--bui-font-weight-regular)',
        color: 'var(--bui-fg-secondary)',
        whiteSpace: 'nowrap',
      },
      '& tbody th': { fontWeight: 'var(--bui-font-weight-regular)' },
    },
    title: { padding: 'var(--bui-space-2) 0' },
  },
  { name: 'PersistenceDataTable' },
);

/** One column of a table: its heading and what it shows of a row. */
export interface DataColumn<Row> {
  id: string;
  title: string;
  cell: (row: Row) => ReactNode;
}

/** A table with a title, seen or only heard. The first column names its rows; narrow pages scroll it sideways. */
export function DataTable<Row>({
  title,
  columns,
  rows,
  keyOf,
  hideTitle = false,
}: {
  title: string;
  hideTitle?: boolean;
  columns: DataColumn<Row>[];
  rows: Row[];
  keyOf: (row: Row) => string;
}) {
  const classes = useStyles();
  const scroller = useRef<HTMLDivElement>(null);
  const scrolls = useOverflows(scroller);
  const titleId = useId();
  const name = hideTitle
    ? { 'aria-label': title }
    : { 'aria-labelledby': titleId };

  return (
    <div>
      {!hideTitle && (
        <Text
          as="h4"
          id={titleId}
          variant="body-medium"
          weight="bold"
          className={classes.title}
        >
          {title}
        </Text>
      )}
      <div
        className={classes.scroller}
        role="region"
        {...name}
        ref={scroller}
        tabIndex={scrolls ? 0 : undefined}
      >
        <table className={classes.table} {...name}>
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column.id} scope="col">
                  {column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr key={keyOf(row)}>
                {columns.map(({ id, cell }, index) =>
                  index === 0 ? (
                    <th key={id} scope="row">
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={id}>{cell(row)}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
