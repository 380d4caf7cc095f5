import type { Autoscaler } from './Autoscaler';
import type { Claim } from './Claim';
import type { ClusterEvent } from './ClusterEvent';
import type { EntitySelector } from './EntitySelector';
import type { Pod } from './Pod';
import type { StorageClass } from './StorageClass';
import type { Volume } from './Volume';
import type { Workload } from './Workload';

/** The resources that are observed, by their plural names. */
export type ObservedResource =
  | 'deployments'
  | 'statefulsets'
  | 'daemonsets'
  | 'cronjobs'
  | 'jobs'
  | 'replicasets'
  | 'pods'
  | 'persistentvolumeclaims'
  | 'persistentvolumes'
  | 'storageclasses'
  | 'horizontalpodautoscalers';

/**
 * What we know of a cluster at one moment. Synchronous, indexed, never raw objects; answers with empty lists where nothing is known,
 * so ask `knows` before concluding that something is not there. Objects are frozen, and the same object is returned until it changes.
 */
export interface ClusterView {
  readonly cluster: string;
  /** When the cluster was last heard of. */
  readonly observedAt: Date;
  /** Whether we may not write to this cluster, whatever its own rules say. */
  readonly readOnly: boolean;
  /** Whether all objects of a resource were read. They stay known when the cluster stops answering. */
  knows(resource: ObservedResource): boolean;

  /** The workloads that a selector finds, without Jobs of CronJobs, in the order of namespace, kind and name. */
  workloads(selector: EntitySelector): Workload[];
  workload(
    namespace: string,
    kind: Workload['kind'],
    name: string,
  ): Workload | undefined;
  /** The pods that a workload controls, through its ReplicaSets or Jobs where there are any. */
  podsOf(workload: Workload): Pod[];
  /** What changes a workload's number of replicas by itself; the one that allows most, where there are several. */
  autoscalerOf(workload: Workload): Autoscaler | undefined;

  claim(namespace: string, name: string): Claim | undefined;
  /** The claims that a selector finds or that carry the annotation `backstage-persistence/entity` of this entity. */
  claimsOf(entityRef: string, selector: EntitySelector): Claim[];
  /** All claims of a namespace. */
  claims(namespace: string): Claim[];
  /** The pods that name a claim, whatever controls them; also such that have ended. */
  podsUsing(claim: Claim): Pod[];
  /** The workloads whose template names a claim, or whose claim templates made it. */
  workloadsUsing(claim: Claim): Workload[];

  volume(name: string): Volume | undefined;
  /** The volumes without a class that wait for a claim. */
  volumesWithoutClass(): Volume[];
  /** All volumes that wait for a claim (`Available`), also such that are reserved for one. */
  freeVolumes(): Volume[];
  storageClass(name: string): StorageClass | undefined;
  storageClasses(): StorageClass[];

  /**
   * What happened to an object, newest first. Events are read only in namespaces where a claim is unbound or a rollout is not complete;
   * elsewhere the answer is empty.
   */
  events(namespace: string, uid: string): ClusterEvent[];
}
