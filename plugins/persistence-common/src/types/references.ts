/**
 * Names one workload of a cluster.
 *
 * @public
 */
export interface WorkloadRef {
  cluster: string;
  namespace: string;
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob' | 'Job';
  name: string;
  uid?: string;
}

/**
 * Names one PersistentVolumeClaim of a cluster.
 *
 * @public
 */
export interface ClaimRef {
  cluster: string;
  namespace: string;
  name: string;
}

/**
 * What an intent is about: a workload, or a claim, which outlives its workload.
 *
 * @public
 */
export type Target = { workload: WorkloadRef } | { claim: ClaimRef };
