import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { Cluster } from '../Cluster';
import type { ClusterSource } from '../ClusterSource';
import { DefaultCluster } from '../DefaultCluster';
import { ReadOnlyCluster } from '../ReadOnlyCluster';
import { RefusingCluster } from '../RefusingCluster';
import { KubernetesProxyAccess } from '../access/KubernetesProxyAccess';
import { fetchPluginClusters, type PluginCluster } from './fetchPluginClusters';

const REFRESH_MS = 60_000;
// https://backstage.io/docs/features/kubernetes/authentication#client-side-providers
const USER_PROVIDERS: ReadonlySet<string> = new Set(['aks', 'google', 'oidc']);
const WRITES_REMEDY =
  'To change it from here, list it under persistence.clusters; or restrict the permission kubernetes.proxy and then set persistence.kubernetesPlugin.writes to true.';

interface Known {
  authProvider?: string;
  cluster: Cluster;
}

/** The clusters of Backstage's Kubernetes plugin, reached through its proxy. */
export class KubernetesPluginSource implements ClusterSource {
  readonly name = 'kubernetes plugin';
  readonly refreshMs = REFRESH_MS;
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #writes: boolean;
  #known: ReadonlyMap<string, Known> = new Map();
  #closed = false;

  /** @param options - `writes` is whether its clusters may be changed through the proxy */
  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    writes: boolean;
  }): KubernetesPluginSource {
    return new KubernetesPluginSource(options);
  }

  private constructor(options: {
    auth: AuthService;
    discovery: DiscoveryService;
    writes: boolean;
  }) {
    this.#auth = options.auth;
    this.#discovery = options.discovery;
    this.#writes = options.writes;
  }

  /** @throws Error of `@backstage/errors` when the Kubernetes plugin does not tell its clusters: why, and what to do */
  async clusters(): Promise<Cluster[]> {
    const found = await fetchPluginClusters({
      auth: this.#auth,
      discovery: this.#discovery,
    });
    const before = this.#known;
    const known = new Map<string, Known>();
    for (const { name, authProvider } of found) {
      if (known.has(name)) {
        continue;
      }
      const same = before.get(name);
      known.set(
        name,
        same && same.authProvider === authProvider
          ? same
          : { authProvider, cluster: this.#create({ name, authProvider }) },
      );
    }
    this.#known = known;
    const kept = new Set([...known.values()]);
    await closeAll([...before.values()].filter(entry => !kept.has(entry)));
    if (this.#closed) {
      await closeAll([...kept]);
    }
    return [...kept].map(({ cluster }) => cluster);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await closeAll([...this.#known.values()]);
  }

  #create({ name, authProvider }: PluginCluster): Cluster {
    if (authProvider && USER_PROVIDERS.has(authProvider)) {
      return RefusingCluster.create({
        name,
        readOnly: !this.#writes,
        reason: 'UserTokenRequired',
        problem: `Cluster '${name}' has the auth provider '${authProvider}' in the Kubernetes plugin, which needs the token of a user, but the portal watches clusters by itself: list the cluster under persistence.clusters, or give it a provider that needs none, for example serviceAccount`,
      });
    }
    const cluster = DefaultCluster.create({
      name,
      access: KubernetesProxyAccess.create({
        cluster: name,
        auth: this.#auth,
        discovery: this.#discovery,
      }),
      resumesWatches: false,
    });
    return this.#writes
      ? cluster
      : ReadOnlyCluster.create({ cluster, remedy: WRITES_REMEDY });
  }
}

async function closeAll(known: Known[]): Promise<void> {
  await Promise.all(known.map(({ cluster }) => cluster.close()));
}
