import type { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
  KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  KUBERNETES_NAMESPACE_ANNOTATION,
} from 'backstage-plugin-persistence-common';
import type { EntitySelector, LabelRequirement } from '../observation/view';
import { annotationOf } from './annotationOf';
import { parseLabelSelector } from './parseLabelSelector';

/** How the workloads of an entity are looked for. */
export interface EntityLookup {
  /** For people to read, in the form of kubectl. */
  labelSelector: string;
  selector: EntitySelector;
}

/** Has a value that is not among none: nothing matches it. */
const NOTHING: LabelRequirement = {
  key: KUBERNETES_ID_ANNOTATION,
  operator: 'In',
  values: [],
};

/** Selects nothing. */
export const SELECTS_NOTHING: EntitySelector = { labels: [NOTHING] };

/**
 * Which objects of the clusters belong to an entity, by the annotations of the Kubernetes plugin. A selector that cannot be read, or that
 * asks for nothing, selects nothing: it must not happen that a mistake lets an entity have all workloads of a cluster.
 * https://backstage.io/docs/features/kubernetes/configuration#surfacing-your-kubernetes-components-as-part-of-an-entity
 *
 * @returns undefined when the entity has none of the annotations
 */
export function selectorOf(entity: Entity): EntityLookup | undefined {
  const labelSelector = annotationOf(
    entity,
    KUBERNETES_LABEL_SELECTOR_ANNOTATION,
  );
  const id = annotationOf(entity, KUBERNETES_ID_ANNOTATION);
  if (labelSelector !== undefined) {
    return {
      labelSelector,
      selector: { labels: requirementsOf(labelSelector), ...scopeOf(entity) },
    };
  }
  if (id !== undefined) {
    return {
      labelSelector: `${KUBERNETES_ID_ANNOTATION}=${id}`,
      selector: {
        labels: [
          { key: KUBERNETES_ID_ANNOTATION, operator: 'In', values: [id] },
        ],
        ...scopeOf(entity),
      },
    };
  }
  return undefined;
}

function requirementsOf(labelSelector: string): LabelRequirement[] {
  try {
    return parseLabelSelector(labelSelector);
  } catch {
    return [NOTHING];
  }
}

function scopeOf(
  entity: Entity,
): Pick<EntitySelector, 'namespace' | 'cluster'> {
  const namespace = annotationOf(entity, KUBERNETES_NAMESPACE_ANNOTATION);
  const cluster = annotationOf(entity, KUBERNETES_CLUSTER_ANNOTATION);
  return { ...(namespace && { namespace }), ...(cluster && { cluster }) };
}
