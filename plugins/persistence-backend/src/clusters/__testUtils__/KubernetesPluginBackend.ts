import type { Socket } from 'node:net';
import {
  coreServices,
  createBackendPlugin,
  type AuthService,
  type DiscoveryService,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import type { JsonArray } from '@backstage/types';

/** A backend in this process with the real Kubernetes plugin, and the services that our plugin has in it. */
export class KubernetesPluginBackend {
  readonly auth: AuthService;
  readonly discovery: DiscoveryService;
  readonly #backend: Awaited<ReturnType<typeof startTestBackend>>;
  readonly #sockets = new Set<Socket>();

  /** @param options - `clusters` as under `kubernetes.clusterLocatorMethods` */
  static async start(options: {
    clusters: JsonArray;
  }): Promise<KubernetesPluginBackend> {
    let services: { auth: AuthService; discovery: DiscoveryService };
    const backend = await startTestBackend({
      features: [
        kubernetesPlugin,
        mockServices.rootConfig.factory({
          data: {
            kubernetes: {
              serviceLocatorMethod: { type: 'multiTenant' },
              clusterLocatorMethods: [
                { type: 'config', clusters: options.clusters },
              ],
            },
          },
        }),
        createBackendPlugin({
          pluginId: 'persistence',
          register: env =>
            env.registerInit({
              deps: {
                auth: coreServices.auth,
                discovery: coreServices.discovery,
              },
              init: async deps => {
                services = deps;
              },
            }),
        }),
      ],
    });
    return new KubernetesPluginBackend(backend, services!);
  }

  private constructor(
    backend: Awaited<ReturnType<typeof startTestBackend>>,
    services: { auth: AuthService; discovery: DiscoveryService },
  ) {
    this.#backend = backend;
    this.auth = services.auth;
    this.discovery = services.discovery;
    backend.server.on('connection', socket => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  async stop(): Promise<void> {
    const stopped = this.#backend.stop();
    // The proxy keeps connections of WebSockets whose other side closed first, and the backend would wait for them.
    for (const socket of this.#sockets) {
      socket.destroy();
    }
    await stopped;
  }
}
