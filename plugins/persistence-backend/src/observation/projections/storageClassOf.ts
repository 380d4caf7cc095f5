import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { Raw } from './Raw';
import { shareText } from './share';

/**
 * The class that a claim or volume names; empty where it wants none. As Kubernetes does, the annotation of old wins.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.1/staging/src/k8s.io/component-helpers/storage/volume/helpers.go
 */
export function storageClassOf(
  metadata: Raw<ObjectMeta>,
  storageClassName: unknown,
): string | undefined {
  const name =
    metadata?.annotations?.['volume.beta.kubernetes.io/storage-class'] ??
    storageClassName;
  return typeof name === 'string' ? shareText(name) : undefined;
}
