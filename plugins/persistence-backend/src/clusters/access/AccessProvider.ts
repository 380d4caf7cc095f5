import type { ClusterAccess } from './ClusterAccess';

/** Knows how a cluster is reached; tokens and certificates may change at any time. */
export interface AccessProvider {
  /** What the next request uses. Asked before every request: it remembers what is dear. */
  current(): Promise<ClusterAccess>;
  /**
   * Forgets what it remembers, because the cluster answered 401 to it. Does nothing when `refused` is already forgotten, so that
   * many refused requests renew once.
   */
  renew(refused: ClusterAccess): Promise<void>;
}
