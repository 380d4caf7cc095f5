import type { WorkloadRef } from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';

/** Names a workload in an answer. */
export function referTo(workload: Workload, view: ClusterView): WorkloadRef {
  const { kind, namespace, name, uid } = workload;
  return { cluster: view.cluster, namespace, kind, name, uid };
}
