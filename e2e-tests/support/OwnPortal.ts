import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Portal } from '../../packages/backend/src/__testUtils__/Portal';
import { FaultyApiServer } from '../../plugins/persistence-backend/src/clusters/testing/FaultyApiServer';

/** A portal that a journey may kill, with the demo cluster behind something that makes trouble. */
export class OwnPortal {
  /** What is between the portal and the cluster. */
  readonly way: FaultyApiServer;
  readonly #state: string;
  #portal: Portal;

  private constructor(options: {
    portal: Portal;
    state: string;
    way: FaultyApiServer;
  }) {
    this.#portal = options.portal;
    this.#state = options.state;
    this.way = options.way;
  }

  /** @param options - `kubeconfig` is that of the demo cluster */
  static async start(options: { kubeconfig: string }): Promise<OwnPortal> {
    const state = await mkdtemp(join(tmpdir(), 'own-portal-'));
    const way = await FaultyApiServer.start(options);
    await way.writeKubeconfig(join(state, 'kubeconfig'));
    return new OwnPortal({ state, way, portal: await startPortal({ state }) });
  }

  /** Where it answers. */
  get url(): string {
    return this.#portal.url;
  }

  /** Ends the portal without a warning. */
  async kill(): Promise<void> {
    await this.#portal.kill();
  }

  /** Starts it again where it was, after {@link kill}. */
  async restart(): Promise<void> {
    const { port } = new URL(this.#portal.url);
    this.#portal = await startPortal({
      state: this.#state,
      port: Number(port),
    });
  }

  async stop(): Promise<void> {
    await this.#portal.stop();
    await this.way.stop();
    await rm(this.#state, { recursive: true, force: true });
  }
}

function startPortal(options: {
  state: string;
  port?: number;
}): Promise<Portal> {
  const { state, port } = options;
  const { DEMO_CLUSTER_URL, DEMO_CLUSTER_STATE, APP_CONFIG_catalog_locations } =
    process.env;
  return Portal.start({
    configs: ['app-config.yaml'],
    port,
    environment: {
      NODE_ENV: 'development',
      PORTAL_STATE: join(state, 'portal'),
      ...(DEMO_CLUSTER_URL && { DEMO_CLUSTER_URL }),
      ...(DEMO_CLUSTER_STATE && { DEMO_CLUSTER_STATE }),
      ...(APP_CONFIG_catalog_locations && { APP_CONFIG_catalog_locations }),
      APP_CONFIG_persistence_clusters: JSON.stringify([
        { name: 'demo', kubeconfig: join(state, 'kubeconfig') },
      ]),
    },
  });
}
