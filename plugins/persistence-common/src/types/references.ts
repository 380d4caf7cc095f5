/**
 * Names one workload of a cluster.
 *
 * @public
 */
export interface WorkloadRef {
  /** The name of the cluster in the portal. */
  cluster: string;
  /** Its namespace. */
  namespace: string;
  /** Its kind. */
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'CronJob' | 'Job';
  /** Its name. */
  name: string;
  /** Tells it from another one that had the same name before. */
  uid?: string;
}

/**
 * Names one PersistentVolumeClaim of a cluster.
 *
 * @public
 */
export interface ClaimRef {
  /** The name of the cluster in the portal. */
  cluster: string;
  /** Its namespace. */
  namespace: string;
  /** Its name. */
  name: string;
}

/**
 * What an intent is about: a workload, or a claim, which outlives its workload.
 *
 * @public
 */
export type Target = { workload: WorkloadRef } | { claim: ClaimRef };
