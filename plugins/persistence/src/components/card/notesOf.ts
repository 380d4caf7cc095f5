import type {
  ClusterStatus,
  EntityPersistence,
} from 'backstage-plugin-persistence-common';
import { keepDataOf } from '../../assessment';

/** The clusters that the card must say something about: not those that are fine, and no reason twice. */
export function notesOf({
  clusters,
  workloads,
}: EntityPersistence): ClusterStatus[] {
  return clusters.filter(({ name, state }) => {
    switch (state) {
      case 'ok':
        return false;
      case 'syncing':
        // Said already where nothing was found yet.
        return workloads.length > 0;
      case 'read-only':
        return workloads.some(
          assessment =>
            assessment.workload.cluster === name &&
            keepDataOf(assessment).reason?.code !== 'CLUSTER_READ_ONLY',
        );
      default:
        return true;
    }
  });
}
