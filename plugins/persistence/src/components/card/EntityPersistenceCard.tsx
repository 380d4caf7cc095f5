import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { makeStyles } from '@material-ui/core/styles';
import { useEntityPersistence } from '../../data';
import { useText } from '../../translation';
import { EntityActionsProvider } from '../actions';
import { Announcer } from '../Announcer';
import { ClusterNote } from '../ClusterNote';
import { EntityPersistenceView } from '../EntityPersistenceView';
import { ShelfLine } from '../shelf';
import { WorkloadList } from '../WorkloadList';
import { WorkloadOverview } from '../WorkloadOverview';
import { CardFooter } from './CardFooter';
import { notesOf } from './notesOf';

const useStyles = makeStyles(
  {
    root: {
      '& .bui-CardFooter': { borderTop: '1px solid var(--bui-border-1)' },
      '& .bui-CardBody': { paddingBlockEnd: 'var(--bui-space-3) !important' },
    },
  },
  { name: 'PersistenceCard' },
);

/** Whether the data of an entity survives the next redeploy, and why. */
export function EntityPersistenceCard() {
  const classes = useStyles();
  const t = useText();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const { refresh, ...state } = useEntityPersistence(entityRef);

  return (
    <EntityActionsProvider
      entityRef={entityRef}
      state={state}
      refresh={refresh}
    >
      <EntityInfoCard
        className={classes.root}
        title={t('title')}
        footerActions={<CardFooter persistence={state.persistence} />}
      >
        <EntityPersistenceView entity={entity} state={state} onRetry={refresh}>
          {persistence => (
            <>
              {persistence.workloads.length === 1 && (
                <WorkloadOverview assessment={persistence.workloads[0]} />
              )}
              {persistence.workloads.length > 1 && (
                <WorkloadList assessments={persistence.workloads} />
              )}
              <ShelfLine shelf={persistence.shelf} />
              {notesOf(persistence).map((cluster, _, notes) => (
                <ClusterNote
                  key={cluster.name}
                  cluster={cluster}
                  plain={notes.length > 1}
                />
              ))}
            </>
          )}
        </EntityPersistenceView>
        <Announcer state={state} />
      </EntityInfoCard>
    </EntityActionsProvider>
  );
}
