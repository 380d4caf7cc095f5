import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { DemoClusterProcess, FaultyApiServer } from '../testing';
import type { ClusterSource } from '../ClusterSource';
import { createClusterSources } from '../createClusterSources';
import { KubernetesPluginBackend } from './KubernetesPluginBackend';

// By hand also another cluster: a kubeconfig whose user may do everything.
const { BEHAVIOUR_KUBECONFIG } = process.env;

/** A cluster behind a server that makes trouble, named `test`, and both ways to reach it. */
export class FaultyCluster {
  /** Of the cluster itself, past everything that goes wrong. */
  readonly kubeconfig: string;
  /** A folder for the files of a test. */
  readonly folder: string;
  readonly faulty: FaultyApiServer;
  readonly backend: KubernetesPluginBackend;
  readonly #demo?: DemoClusterProcess;

  /** Whether it is a cluster with all that the demo cluster lacks. */
  static readonly isReal = BEHAVIOUR_KUBECONFIG !== undefined;

  /** @param options - `others` are further clusters of the Kubernetes plugin */
  static async start(
    options: { others?: (faulty: FaultyApiServer) => JsonObject[] } = {},
  ): Promise<FaultyCluster> {
    const demo = BEHAVIOUR_KUBECONFIG
      ? undefined
      : await DemoClusterProcess.start();
    const kubeconfig = demo?.kubeconfig ?? BEHAVIOUR_KUBECONFIG!;
    const faulty = await FaultyApiServer.start({ kubeconfig });
    const backend = await KubernetesPluginBackend.start({
      clusters: [
        {
          name: 'test',
          url: faulty.url,
          authProvider: 'serviceAccount',
          serviceAccountToken: 'a-token',
        },
        ...(options.others?.(faulty) ?? []),
      ],
    });
    return new FaultyCluster({
      demo,
      kubeconfig,
      faulty,
      backend,
      folder: await mkdtemp(join(tmpdir(), 'faulty-cluster-')),
    });
  }

  private constructor(parts: {
    demo?: DemoClusterProcess;
    kubeconfig: string;
    faulty: FaultyApiServer;
    backend: KubernetesPluginBackend;
    folder: string;
  }) {
    this.#demo = parts.demo;
    this.kubeconfig = parts.kubeconfig;
    this.faulty = parts.faulty;
    this.backend = parts.backend;
    this.folder = parts.folder;
  }

  /** The first source of a configuration. @param persistence - the configuration under that key */
  createSource(persistence: JsonObject): ClusterSource {
    const [source] = createClusterSources({
      config: new ConfigReader({ persistence }),
      auth: this.backend.auth,
      discovery: this.backend.discovery,
      logger: mockServices.logger.mock(),
    });
    return source;
  }

  async createKubeconfigSource(): Promise<ClusterSource> {
    const kubeconfig = await this.faulty.writeKubeconfig(
      join(this.folder, 'kubeconfig'),
    );
    return this.createSource({ clusters: [{ name: 'test', kubeconfig }] });
  }

  async createPluginSource(): Promise<ClusterSource> {
    return this.createSource({ kubernetesPlugin: { writes: true } });
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    await this.faulty.stop();
    await this.#demo?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** What a pod is made of that has a shell, does nothing and ends at once. */
export const SHELL_POD_SPEC = {
  terminationGracePeriodSeconds: 0,
  containers: [
    {
      name: 'app',
      image: 'localhost/busybox:1',
      command: ['sh', '-c', 'while true; do sleep 1; done'],
    },
  ],
};

/** Both ways to reach the cluster, by name. */
export const SOURCES: [
  name: string,
  create: (cluster: FaultyCluster) => Promise<ClusterSource>,
][] = [
  ['a kubeconfig', cluster => cluster.createKubeconfigSource()],
  ['the Kubernetes plugin', cluster => cluster.createPluginSource()],
];
