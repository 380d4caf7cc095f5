import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  createFinding,
  ENTITY_ANNOTATION,
  type Finding,
} from 'backstage-plugin-persistence-common';
import type { EntityIndex } from '../entities';
import type { Workload } from '../observation/view';

/**
 * The finding OWNERSHIP_AMBIGUOUS when several entities select a workload and the workload does not name this one of them as its owner.
 * Only what a workload and the catalog say together counts: an annotation that names an entity which does not select it has no effect.
 *
 * @param options.entityRef - of an entity that selects the workload
 */
export function findAmbiguousOwnership(options: {
  entityRef: string;
  cluster: string;
  workload: Workload;
  entityIndex: EntityIndex;
}): Finding | undefined {
  const { entityRef, cluster, workload, entityIndex } = options;
  const selecting = new Set(entityIndex.entitiesSelecting(cluster, workload));
  // The index may be older than the entity
  selecting.add(entityRef);
  if (selecting.size === 1) {
    return undefined;
  }
  const owner = entityRefOf(workload.annotations[ENTITY_ANNOTATION]);
  if (owner === entityRef) {
    return undefined;
  }
  return createFinding({
    code: 'OWNERSHIP_AMBIGUOUS',
    severity: 'warning',
    params: { count: selecting.size },
  });
}

/** The full reference that an annotation names; undefined for what is none. */
export function entityRefOf(
  annotation: string | undefined,
): string | undefined {
  try {
    return stringifyEntityRef(parseEntityRef(annotation ?? ''));
  } catch {
    return undefined;
  }
}
