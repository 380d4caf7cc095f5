import { Button } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import type { Operation } from 'backstage-plugin-persistence-common';
import { useFormat } from '../../formatting';
import { useText } from '../../translation';
import { Actor } from '../Actor';
import { useEntityActions } from '../actions';
import { DataTable, type DataColumn } from '../controls/DataTable';
import { Time } from '../controls/Time';
import { WithNoun } from '../controls/WithNoun';
import { useNow } from '../useNow';
import { HistoryOutcome } from './HistoryOutcome';
import { HistoryTook } from './HistoryTook';
import { useWhat } from './useWhat';

const useStyles = makeStyles(
  { root: { width: '100%' } },
  { name: 'PersistenceHistoryTable' },
);

/** Operations: what, who, when, how long, and how they ended. */
export function HistoryTable({ operations }: { operations: Operation[] }) {
  const classes = useStyles();
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const { whatOf, placeOf } = useWhat();
  const { ask, mayUndo } = useEntityActions();
  const known = new Map(operations.map(each => [each.id, each]));

  const columns: DataColumn<Operation>[] = [
    {
      id: 'what',
      title: t('history.what'),
      cell: operation => (
        <WithNoun noun={placeOf(operation)}>{whatOf(operation)}</WithNoun>
      ),
    },
    {
      id: 'who',
      title: t('history.who'),
      cell: ({ actor }) => (
        <WithNoun noun={actor.type === 'service' && t('history.service')}>
          <Actor name={actor.ref} />
        </WithNoun>
      ),
    },
    {
      id: 'when',
      title: t('history.when'),
      cell: ({ createdAt }) => (
        <WithNoun
          noun={
            <time dateTime={createdAt}>
              {format.timeNear(new Date(createdAt), now)}
            </time>
          }
        >
          <Time at={createdAt} now={now} />
        </WithNoun>
      ),
    },
    {
      id: 'took',
      title: t('history.took'),
      cell: operation => <HistoryTook operation={operation} />,
    },
    {
      id: 'outcome',
      title: t('history.outcome'),
      cell: operation => <HistoryOutcome operation={operation} known={known} />,
    },
    {
      id: 'action',
      title: t('history.action'),
      cell: operation =>
        mayUndo(operation) && (
          <Button
            variant="secondary"
            aria-label={t('outcome.undoOf', {
              what: `${whatOf(operation)}, ${format.ago(new Date(operation.createdAt), now)}`,
            })}
            onPress={() => ask({ kind: 'undo', operation })}
          >
            {t('outcome.undo')}
          </Button>
        ),
    },
  ];

  return (
    <div className={classes.root}>
      <DataTable
        title={t('history.title')}
        hideTitle
        columns={columns}
        rows={operations}
        keyOf={({ id }) => id}
      />
    </div>
  );
}
