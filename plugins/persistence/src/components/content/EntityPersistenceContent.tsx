import type { ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex } from '@backstage/ui';
import { keyOf } from '../../assessment';
import { useEntityPersistence } from '../../data';
import { useText } from '../../translation';
import { EntityActionsProvider } from '../actions';
import { Announcer } from '../Announcer';
import { ClusterNote } from '../ClusterNote';
import { EntityPersistenceView } from '../EntityPersistenceView';
import { HistoryCard } from '../history';
import { ShelfCard } from '../shelf';
import { WorkloadSection } from './WorkloadSection';

/** States that need no attention. */
const FINE: ReadonlySet<string> = new Set(['ok', 'read-only']);

function InCard({ children }: { children: ReactNode }) {
  return <EntityInfoCard>{children}</EntityInfoCard>;
}

/** Where the data of an entity lives, workload by workload. */
export function EntityPersistenceContent() {
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
      <EntityPersistenceView
        entity={entity}
        state={state}
        onRetry={refresh}
        Frame={InCard}
      >
        {({ workloads, shelf, clusters }) => (
          <Flex direction="column" gap="4">
            {workloads.map(assessment => (
              <WorkloadSection
                key={keyOf(assessment.workload)}
                assessment={assessment}
              />
            ))}
            {shelf.length > 0 && (
              <ShelfCard shelf={shelf} workloads={workloads} />
            )}
            {clusters.length > 0 && <HistoryCard />}
            {clusters.length > 0 && (
              <EntityInfoCard title={t('clusters.title')}>
                <Flex direction="column" gap="2">
                  {clusters.map(cluster => (
                    <ClusterNote
                      key={cluster.name}
                      cluster={cluster}
                      plain={FINE.has(cluster.state)}
                    />
                  ))}
                </Flex>
              </EntityInfoCard>
            )}
          </Flex>
        )}
      </EntityPersistenceView>
      <Announcer state={state} />
    </EntityActionsProvider>
  );
}
