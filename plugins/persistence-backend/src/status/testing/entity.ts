import type { Entity } from '@backstage/catalog-model';
import {
  KUBERNETES_CLUSTER_ANNOTATION,
  KUBERNETES_ID_ANNOTATION,
} from 'backstage-plugin-persistence-common';

/** The label that an entity's objects have when it has an id. */
export function labelled(id: string): Record<string, string> {
  return { [KUBERNETES_ID_ANNOTATION]: id };
}

/** A component with an id, unless it is told to have none. */
export function component(options: {
  name: string;
  id?: string | false;
  cluster?: string;
  annotations?: Record<string, string>;
  etag?: string;
}): Entity {
  const { name, id = name, cluster, annotations, etag } = options;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      etag,
      annotations: {
        ...(id !== false && labelled(id)),
        ...(cluster && { [KUBERNETES_CLUSTER_ANNOTATION]: cluster }),
        ...annotations,
      },
    },
    spec: { type: 'service', owner: 'guests', lifecycle: 'production' },
  };
}
