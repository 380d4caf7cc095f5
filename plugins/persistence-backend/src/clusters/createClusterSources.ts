import type {
  AuthService,
  DiscoveryService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { ClusterSource } from './ClusterSource';
import { KubeconfigSource } from './sources/KubeconfigSource';
import { KubernetesPluginSource } from './sources/KubernetesPluginSource';
import { readClusterOptions } from './sources/readClusterOptions';

/**
 * Decides where clusters come from: `persistence.clusters` when it is configured, and only that; otherwise the Kubernetes plugin.
 *
 * @throws InputError what is wrong with the configuration or a kubeconfig that it names, and what to do
 */
export function createClusterSources(options: {
  config: RootConfigService;
  auth: AuthService;
  discovery: DiscoveryService;
  logger: LoggerService;
}): ClusterSource[] {
  const { config, auth, discovery, logger } = options;
  const clusters = readClusterOptions(config);
  if (clusters) {
    logger.info(
      `Clusters of persistence.clusters: ${clusters.map(({ name }) => name).join(', ')}`,
    );
    return [KubeconfigSource.create({ clusters })];
  }
  const writes =
    config.getOptionalBoolean('persistence.kubernetesPlugin.writes') ?? false;
  logger.info(
    `Clusters of the Kubernetes plugin, ${writes ? 'read and written' : 'read only'}`,
  );
  return [KubernetesPluginSource.create({ auth, discovery, writes })];
}
