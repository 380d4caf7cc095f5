import type { WorkloadRef } from 'backstage-plugin-persistence-common';

/** Tells workloads apart, also across clusters and kinds. */
export function keyOf({ cluster, namespace, kind, name }: WorkloadRef): string {
  return [cluster, namespace, kind, name].join('/');
}
