import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import type { Facts } from '../assessment';
import {
  prefillOf,
  SELECTS_NOTHING,
  selectorOf,
  type EntityIndex,
} from '../entities';
import type { ClusterView, Workload } from '../observation/view';
import type { Policies } from '../policies';
import { findAmbiguousOwnership } from './ownership';
import type { Situation } from './PlanDraft';
import { ownClaimsOf, shelvedClaimsOf } from './shelf';

/** What is known when something is planned for a workload of an entity. */
export function situationOf(options: {
  entity: Entity;
  workload: Workload;
  view: ClusterView;
  entityIndex: EntityIndex;
  policies: Policies;
  facts: Facts;
  now: Date;
}): Situation {
  const { entity, workload, view, entityIndex, policies, facts, now } = options;
  const entityRef = stringifyEntityRef(entity);
  const selector = selectorOf(entity)?.selector ?? SELECTS_NOTHING;
  const ambiguous = findAmbiguousOwnership({
    entityRef,
    cluster: view.cluster,
    workload,
    entityIndex,
  });
  return {
    entityRef,
    workload,
    view,
    prefill: prefillOf(entity),
    ownClaims: ownClaimsOf(entityRef, selector, view),
    shelf: shelvedClaimsOf(entityRef, selector, view),
    policies,
    facts,
    ...(ambiguous && { ambiguous }),
    now,
  };
}
