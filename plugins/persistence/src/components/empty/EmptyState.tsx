import type { ComponentType, ReactNode } from 'react';
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
  Frame,
}: {
  entity: Entity;
  persistence: EntityPersistence;
  Frame: ComponentType<{ children: ReactNode }>;
}) {
  const { lookup, clusters } = persistence;
  const syncing = clusters.filter(({ state }) => state === 'syncing');

  if (lookup.state === 'no-annotation') {
    return (
      <Frame>
        <NoAnnotation entity={entity} />
      </Frame>
    );
  }
  if (clusters.length === 0) {
    return (
      <Frame>
        <NoCluster />
      </Frame>
    );
  }
  if (syncing.length > 0) {
    return (
      <Frame>
        <Reading clusters={syncing} />
      </Frame>
    );
  }
  if (clusters.every(({ state }) => state === 'unreachable')) {
    return null; // the rows of the clusters say it all
  }
  return (
    <Frame>
      <NoWorkload entity={entity} lookup={lookup} clusters={clusters} />
    </Frame>
  );
}
