import { Fragment, type ComponentType, type ReactNode } from 'react';
import type { Entity } from '@backstage/catalog-model';
import { Flex } from '@backstage/ui';
import type { EntityPersistence } from 'backstage-plugin-persistence-common';
import type { EntityPersistenceState } from '../data';
import { EmptyState } from './empty/EmptyState';
import { Loading } from './Loading';
import { ProblemNote } from './ProblemNote';

/**
 * What the card and the tab have in common: that something is loading, why it cannot be loaded, that what is shown is not
 * current, and what to do where nothing was found.
 */
export function EntityPersistenceView({
  entity,
  state,
  onRetry,
  Frame = Fragment,
  children,
}: {
  entity: Entity;
  state: EntityPersistenceState;
  onRetry: () => void;
  /** Around what stands in place of workloads. */
  Frame?: ComponentType<{ children: ReactNode }>;
  /** What to show of an answer with workloads or claims. */
  children: (persistence: EntityPersistence) => ReactNode;
}) {
  const { persistence, problem, fetchedAt } = state;

  if (!persistence && !problem) {
    return (
      <Frame>
        <Loading />
      </Frame>
    );
  }
  return (
    <Flex direction="column" gap="4">
      {problem && (
        <ProblemNote
          problem={problem}
          shownFrom={persistence && fetchedAt}
          onRetry={onRetry}
        />
      )}
      {persistence && persistence.workloads.length === 0 && (
        <EmptyState entity={entity} persistence={persistence} Frame={Frame} />
      )}
      {persistence && children(persistence)}
    </Flex>
  );
}
