import { ClusterError } from '../clusters';
import type { Observation } from '../observation/Observation';
import type { OperatedCluster } from './StepHandler';

/**
 * Finds the cluster of an operation among those that are observed.
 *
 * @returns undefined for a cluster that the portal does not know any more. Throws a ClusterError while it is not known yet which clusters
 * there are: then an operation waits.
 */
export function clusterLookup(
  observation: Pick<Observation, 'clusters' | 'subscribe'>,
): (name: string) => OperatedCluster | undefined {
  return name => {
    const clusters = observation.clusters();
    const found = clusters.find(
      each => each.cluster !== undefined && each.name === name,
    );
    if (!found?.cluster) {
      const isComplete =
        clusters.length > 0 && clusters.every(({ cluster }) => cluster);
      if (isComplete) {
        return undefined;
      }
      throw new ClusterError({
        cluster: name,
        kind: 'unreachable',
        message: 'It is not known yet which clusters there are',
      });
    }
    return {
      cluster: found.cluster,
      view: found.view,
      status: () => found.status(),
      subscribe: listener =>
        observation.subscribe(({ cluster }) => {
          if (cluster === name) {
            listener();
          }
        }),
    };
  };
}
