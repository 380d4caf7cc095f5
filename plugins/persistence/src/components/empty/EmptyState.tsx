import type { Entity } from '@backstage/catalog-model';
import type { EntityPersistence } from 'backstage-plugin-persistence-common';
import { NoAnnotation } from './NoAnnotation';
import { NoCluster } from './NoCluster';
import { NoWorkload } from './NoWorkload';
import { Reading } from './Reading';

/** Why no workload is shown, and what to do. */
export function EmptyState({
  entity,
  persistence,
}: {
  entity: Entity;
  persistence: EntityPersistence;
}) {
  const { lookup, clusters } = persistence;

  if (lookup.state === 'no-annotation') {
    return <NoAnnotation entity={entity} />;
  }
  if (clusters.length === 0) {
    return <NoCluster />;
  }
  const reading = clusters.filter(({ state }) => state === 'syncing');
  if (reading.length > 0) {
    return <Reading clusters={reading} />;
  }
  return <NoWorkload entity={entity} lookup={lookup} clusters={clusters} />;
}
