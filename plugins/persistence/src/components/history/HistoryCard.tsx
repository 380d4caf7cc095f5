import { useMemo } from 'react';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Button, Flex, Skeleton, Text } from '@backstage/ui';
import { makeStyles } from '@material-ui/core/styles';
import { useHistory } from '../../data';
import { useText } from '../../translation';
import { useEntityActions } from '../actions';
import { ToneText } from '../controls/ToneText';
import { HistoryTable } from './HistoryTable';

const useStyles = makeStyles(
  { loading: { width: '100%' } },
  { name: 'PersistenceHistoryCard' },
);

/** Everything that was done to an entity's workloads and volumes, the newest first. */
export function HistoryCard() {
  const classes = useStyles();
  const t = useText();
  const { entityRef, operations: tracked } = useEntityActions();
  // Whatever begins, ends or is undone changes what stands in the history.
  const version = tracked
    .map(({ operation }) => `${operation.id} ${operation.state}`)
    .join();
  const { operations, nextCursor, problem, loading, showMore, retry } =
    useHistory(entityRef, version);
  const shown = useMemo(() => {
    const latest = new Map(
      tracked.map(({ operation }) => [operation.id, operation]),
    );
    return operations?.map(operation => latest.get(operation.id) ?? operation);
  }, [operations, tracked]);

  return (
    <EntityInfoCard title={t('history.title')}>
      <Flex direction="column" gap="3" align="start">
        {!shown && loading && (
          <div className={classes.loading} aria-busy="true">
            <Skeleton height="4.5rem" width="100%" aria-hidden="true" />
          </div>
        )}
        {shown?.length === 0 && (
          <Text as="p" variant="body-medium" color="secondary">
            {t('history.empty')}
          </Text>
        )}
        {shown && shown.length > 0 && <HistoryTable operations={shown} />}
        {problem && (
          <Flex gap="3" align="center">
            <ToneText tone="warning">
              {t('history.problem', {
                problem: t(`problem.title.${problem.kind}`),
              })}
            </ToneText>
            <Button variant="secondary" onPress={retry}>
              {t('history.retry')}
            </Button>
          </Flex>
        )}
        {nextCursor && !problem && (
          <Button variant="secondary" isDisabled={loading} onPress={showMore}>
            {t(loading ? 'history.loadingMore' : 'history.more')}
          </Button>
        )}
      </Flex>
    </EntityInfoCard>
  );
}
