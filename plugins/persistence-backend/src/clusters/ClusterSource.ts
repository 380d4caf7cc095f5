import type { Cluster } from './Cluster';

/** Where clusters come from. */
export interface ClusterSource {
  /**
   * The clusters that there are now. A cluster that was there at the last call and did not change is the same object.
   *
   * @throws Error when the source itself does not answer; clusters of an earlier call stay usable
   */
  clusters(): Promise<Cluster[]>;
  /** How often it is worth asking again, in milliseconds; undefined where the list never changes. */
  readonly refreshMs?: number;
  /** What to show as a cluster's name while the source does not answer. */
  readonly name: string;
  /** Closes all its clusters. */
  close(): Promise<void>;
}
