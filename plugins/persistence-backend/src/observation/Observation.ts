import type { ClusterStatus } from 'backstage-plugin-persistence-common';
import type { Cluster } from '../clusters';
import type { ClusterView } from './view';

/** One cluster that is observed. */
export interface ObservedCluster {
  readonly name: string;
  /** The way to it, for those who change it; undefined where a source has not said yet what clusters it has. */
  readonly cluster?: Cluster;
  readonly view: ClusterView;
  /** How the cluster answers us at this moment. */
  status(): ClusterStatus;
}

/** What changed, coalesced. */
export interface ViewChange {
  cluster: string;
  /** The namespaces of the changed objects; cluster-wide objects and a change of the cluster's status count as all. */
  namespaces: ReadonlySet<string> | 'all';
}

/** Keeps what we know of all clusters up to date. One per backend. */
export interface Observation {
  /** The clusters, in the order of their sources; also such that do not answer. */
  clusters(): ObservedCluster[];
  /** Calls the listener within 50 ms of a change. What it throws is logged. Returns how to stop. */
  subscribe(listener: (change: ViewChange) => void): () => void;
  start(): Promise<void>;
  stop(): Promise<void>;
}
