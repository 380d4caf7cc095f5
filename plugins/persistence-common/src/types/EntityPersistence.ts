import type { ShelvedClaim } from './Claim';
import type { Operation } from './Operation';
import type { WorkloadAssessment } from './WorkloadAssessment';

/**
 * How a cluster answers us.
 *
 * - `ok`: everything is read, and we may write
 * - `read-only`: everything is read, and we may not write
 * - `syncing`: it is being read for the first time
 * - `stale`: it was read, and does not answer at the moment; what is shown is the last known state
 * - `forbidden`: something may not be read; `message` says what
 * - `unreachable`: it never answered
 *
 * @public
 */
export type ClusterState =
  'ok' | 'syncing' | 'stale' | 'forbidden' | 'read-only' | 'unreachable';

/**
 * One cluster that an entity's workloads may be in.
 *
 * @public
 */
export interface ClusterStatus {
  /** Its name in the portal. */
  name: string;
  /** How it answers. */
  state: ClusterState;
  /** Why it is not `ok`, in English. */
  message?: string;
  /** When it was last heard of, RFC 3339. */
  observedAt?: string;
}

/**
 * How an entity's workloads were looked for.
 *
 * @public
 */
export interface Lookup {
  /** `no-annotation`: the entity does not say which workloads are its own; `no-workload`: it does, and there is none. */
  state: 'found' | 'no-annotation' | 'no-workload';
  /** The selector that was tried, in the form of kubectl. */
  labelSelector?: string;
}

/**
 * Where the data of an entity's workloads lives, and whether it survives.
 *
 * @public
 */
export interface EntityPersistence {
  /** The full reference of the entity. */
  entityRef: string;
  /** How its workloads were looked for. */
  lookup: Lookup;
  /** Its workloads, in the order of cluster, namespace, kind and name. */
  workloads: WorkloadAssessment[];
  /** Claims that keep its data although nothing uses them. */
  shelf: ShelvedClaim[];
  /** The clusters that were looked into, also those that do not answer. */
  clusters: ClusterStatus[];
  /** Running ones, and those that ended in the last hour. */
  operations: Operation[];
}
