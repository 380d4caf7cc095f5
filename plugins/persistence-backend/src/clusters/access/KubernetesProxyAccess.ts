import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import type { AccessProvider } from './AccessProvider';
import type { ClusterAccess } from './ClusterAccess';

/**
 * Access through the proxy of Backstage's Kubernetes plugin, as our plugin: the proxy adds the cluster's own credentials.
 *
 * See https://backstage.io/docs/features/kubernetes/proxy
 */
export class KubernetesProxyAccess implements AccessProvider {
  readonly #cluster: string;
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;
  readonly #tls = {};

  static create(options: {
    cluster: string;
    auth: AuthService;
    discovery: DiscoveryService;
  }): KubernetesProxyAccess {
    return new KubernetesProxyAccess(options);
  }

  private constructor(options: {
    cluster: string;
    auth: AuthService;
    discovery: DiscoveryService;
  }) {
    this.#cluster = options.cluster;
    this.#auth = options.auth;
    this.#discovery = options.discovery;
  }

  /** Tokens of services live for an hour or less; the auth service keeps them until they are about to expire. */
  async current(): Promise<ClusterAccess> {
    const [base, { token }] = await Promise.all([
      this.#discovery.getBaseUrl('kubernetes'),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: 'kubernetes',
      }),
    ]);
    return {
      server: `${base}/proxy`,
      headers: {
        authorization: `Bearer ${token}`,
        'backstage-kubernetes-cluster': this.#cluster,
      },
      tls: this.#tls,
    };
  }

  /** Every request asks for its token anyway. */
  async renew(): Promise<void> {}
}
