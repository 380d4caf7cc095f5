import {
  createFinding,
  type Finding,
} from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';

/** Several pods, now or when an autoscaler wants them, cannot share a volume of one node. */
export function replicasNeedSharedClass(options: {
  workload: Workload;
  view: ClusterView;
  claim: string;
  accessMode: string;
}): Finding[] {
  const { workload, view, claim, accessMode } = options;
  const replicas = mostReplicas(workload, view);
  return replicas > 1
    ? [
        createFinding({
          code: 'REPLICAS_NEED_SHARED_CLASS',
          severity: 'danger',
          params: { workload: workload.name, replicas, claim, accessMode },
        }),
      ]
    : [];
}

/** How many pods a workload may have without anybody deciding it again. */
export function mostReplicas(workload: Workload, view: ClusterView): number {
  return Math.max(
    workload.replicas,
    view.autoscalerOf(workload)?.maxReplicas ?? 0,
  );
}
