import type { Entity } from '@backstage/catalog-model';
import {
  CONTAINER_ANNOTATION,
  parseQuantity,
  PATH_ANNOTATION,
  SIZE_ANNOTATION,
  STORAGE_CLASS_ANNOTATION,
} from 'backstage-plugin-persistence-common';
import { annotationOf } from './annotationOf';

/** What an entity's annotations suggest for its volume. A suggestion that could not be followed is left out. */
export interface Prefill {
  /** Absolute, without `.` and `..`, and without a slash at its end. */
  path?: string;
  /** A Kubernetes quantity above zero. */
  size?: string;
  storageClass?: string;
  container?: string;
}

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

/** Reads the annotations that prefill the form. */
export function prefillOf(entity: Entity): Prefill {
  const path = normalPath(annotationOf(entity, PATH_ANNOTATION) ?? '');
  const size = annotationOf(entity, SIZE_ANNOTATION);
  const storageClass = annotationOf(entity, STORAGE_CLASS_ANNOTATION);
  const container = annotationOf(entity, CONTAINER_ANNOTATION);
  return {
    ...(path && { path }),
    ...(size && (parseQuantity(size) ?? 0) > 0 && { size }),
    ...(storageClass && SUBDOMAIN.test(storageClass) && { storageClass }),
    ...(container && LABEL.test(container) && { container }),
  };
}

/** Kubernetes takes no `:` in the path of a mount. The root cannot be mounted. */
function normalPath(path: string): string | undefined {
  const parts = path.split('/').filter(part => part !== '');
  const isUsable =
    path.startsWith('/') &&
    !path.includes(':') &&
    !path.includes('\0') &&
    parts.length > 0 &&
    parts.every(part => part !== '.' && part !== '..');
  return isUsable ? `/${parts.join('/')}` : undefined;
}
