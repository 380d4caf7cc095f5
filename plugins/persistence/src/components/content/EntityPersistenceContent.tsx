import type { ReactNode } from 'react';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import { keyOf } from '../../assessment';
import { useEntityPersistence } from '../../data';
import { useText } from '../../translation';
import { Announcer } from '../Announcer';
import { ClusterNote } from '../ClusterNote';
import { EntityPersistenceView } from '../EntityPersistenceView';
import { ShelfTable } from './ClaimsTable';
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
  const { refresh, ...state } = useEntityPersistence(
    stringifyEntityRef(entity),
  );

  return (
    <>
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
              <EntityInfoCard title={t('shelf.title')}>
                <Text as="p" variant="body-medium" color="secondary">
                  {t('shelf.text')}
                </Text>
                <ShelfTable shelf={shelf} />
              </EntityInfoCard>
            )}
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
    </>
  );
}
