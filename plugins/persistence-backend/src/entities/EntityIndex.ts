import type { Labelled } from '../observation/view';

/**
 * Knows which entities select which workloads, to find such that several select. It is read with the plugin's own credentials, so it is
 * never used to authorize, and no name of it may be in an answer.
 */
export interface EntityIndex {
  /**
   * The references of the entities that select a workload of a cluster, as far as the catalog was read, which is some time ago. Nothing
   * before it was read for the first time.
   */
  entitiesSelecting(cluster: string, workload: Labelled): string[];

  /** Tells of an entity that was read just now. If it is new to the index, the catalog is read again soon. */
  noticed(entityRef: string): void;
}
