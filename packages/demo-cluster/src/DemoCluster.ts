import { clearState } from './clearState';
import { Controllers } from './controllers/Controllers';
import type { Logger } from './model/Logger';
import { DemoNode } from './node/DemoNode';
import { DefaultRegistry } from './registry/DefaultRegistry';
import { openStore } from './openStore';
import { ApiServer } from './server/ApiServer';
import { loadIdentity, writeKubeconfig } from './server/Identity';
import { StateLock } from './StateLock';
import type { ObjectStore } from './store/ObjectStore';

/** How a demo cluster is started. */
export interface DemoClusterOptions {
  /** The folder that holds everything: objects, pods, volumes, kubeconfig. Created when absent. */
  stateDirectory: string;
  /** The folder with the images that containers are made of. */
  imagesDirectory: string;
  /** Port of the API server on 127.0.0.1. */
  port: number;
  /** A folder of YAML manifests that are created when the state is new. */
  manifestsDirectory?: string;
  /** Throws the state of earlier runs away first. */
  fresh?: boolean;
  logger: Logger;
}

/**
 * A small Kubernetes: API server, controllers and nodes in one process.
 */
export class DemoCluster {
  /** @throws Error when the state folder or the port is in use */
  static async start(options: DemoClusterOptions): Promise<DemoCluster> {
    const { stateDirectory, port, logger } = options;
    const lock = await StateLock.take(stateDirectory, { port });
    if (options.fresh) {
      clearState(stateDirectory);
    }
    const store = openStore(options);
    const registry = DefaultRegistry.create({ store });
    const node = DemoNode.create({
      registry,
      stateDirectory,
      imagesDirectory: options.imagesDirectory,
      logger,
    });
    const controllers = Controllers.create({
      registry,
      volumeDriver: node.volumeDriver,
      logger,
    });
    const identity = await loadIdentity(stateDirectory);
    const server = await ApiServer.start({
      registry,
      podExec: node.podExec,
      token: identity.token,
      certificate: identity.certificate,
      key: identity.key,
      port,
    });
    const kubeconfig = writeKubeconfig(stateDirectory, {
      server: server.url,
      identity,
    });
    await node.start();
    controllers.start();
    return new DemoCluster({
      lock,
      store,
      node,
      controllers,
      server,
      kubeconfig,
    });
  }

  /** Where the API is, e.g. `https://127.0.0.1:6440`. */
  readonly url: string;
  /** Path of a kubeconfig with all rights. */
  readonly kubeconfig: string;
  readonly #lock: StateLock;
  readonly #store: ObjectStore;
  readonly #node: DemoNode;
  readonly #controllers: Controllers;
  readonly #server: ApiServer;

  private constructor(parts: {
    lock: StateLock;
    store: ObjectStore;
    node: DemoNode;
    controllers: Controllers;
    server: ApiServer;
    kubeconfig: string;
  }) {
    this.#lock = parts.lock;
    this.#store = parts.store;
    this.#node = parts.node;
    this.#controllers = parts.controllers;
    this.#server = parts.server;
    this.url = parts.server.url;
    this.kubeconfig = parts.kubeconfig;
  }

  /** Ends everything, containers too; their files stay, so that the next start goes on where this one stopped. */
  async stop(): Promise<void> {
    await this.#server.stop();
    this.#controllers.stop();
    await this.#node.stop();
    this.#store.close();
    this.#lock.release();
  }
}
