import type { Cluster } from '../Cluster';
import type { ClusterSource } from '../ClusterSource';
import { DefaultCluster } from '../DefaultCluster';
import { KubeconfigAccess } from '../access/KubeconfigAccess';
import { loadKubeconfig } from './loadKubeconfig';
import type { ClusterOptions } from './readClusterOptions';

/** The clusters of `persistence.clusters`, reached directly. */
export class KubeconfigSource implements ClusterSource {
  readonly name = 'persistence.clusters';
  readonly #clusters: Cluster[];

  /** @throws InputError what is wrong with the configuration or a kubeconfig, and what to do */
  static create(options: { clusters: ClusterOptions[] }): KubeconfigSource {
    return new KubeconfigSource(
      options.clusters.map(cluster =>
        DefaultCluster.create({
          name: cluster.name,
          access: KubeconfigAccess.create({
            load: () => loadKubeconfig(cluster),
          }),
        }),
      ),
    );
  }

  private constructor(clusters: Cluster[]) {
    this.#clusters = clusters;
  }

  async clusters(): Promise<Cluster[]> {
    return this.#clusters;
  }

  async close(): Promise<void> {
    await Promise.all(this.#clusters.map(cluster => cluster.close()));
  }
}
