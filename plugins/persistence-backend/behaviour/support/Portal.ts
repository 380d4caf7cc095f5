import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import kubernetesPlugin from '@backstage/plugin-kubernetes-backend';
import type { JsonObject } from '@backstage/types';
import type { EntityPersistence } from 'backstage-plugin-persistence-common';
import { eventually } from '../../src/clusters/testing';
import { persistencePlugin } from '../../src/plugin';
import { toKubeconfig, type Access } from './Access';

/** How long a cluster gets to do what it promised, unless told otherwise. */
const PATIENCE_MS = 60_000;

/** The two ways in which the backend reaches clusters. */
export const SOURCES = ['kubeconfig', 'kubernetes-plugin'] as const;

/** One of {@link SOURCES}. */
export type Source = (typeof SOURCES)[number];

/** A cluster in the portal's configuration. */
export interface PortalCluster {
  name: string;
  access: Access;
}

/** A backend with the plugin, over HTTP; with the real Kubernetes plugin beside it where clusters are reached through that one. */
export class Portal {
  readonly #url: string;

  static async start(options: {
    source: Source;
    clusters: PortalCluster[];
    entities: Entity[];
  }): Promise<Portal> {
    const { source, clusters, entities } = options;
    const data =
      source === 'kubeconfig'
        ? ownConfiguration(clusters)
        : kubernetesConfiguration(clusters);
    const { server } = await startTestBackend({
      features: [
        persistencePlugin,
        ...(source === 'kubernetes-plugin' ? [kubernetesPlugin] : []),
        catalogServiceMock.factory({ entities }),
        mockServices.rootConfig.factory({ data }),
      ],
    });
    return new Portal(`http://127.0.0.1:${server.port()}`);
  }

  private constructor(url: string) {
    this.#url = url;
  }

  /** What the portal says of a component of the namespace `default`. */
  async look(name: string): Promise<EntityPersistence> {
    const path = `/api/persistence/entities/component/default/${name}`;
    const response = await fetch(`${this.#url}${path}`);
    if (!response.ok) {
      throw new Error(
        `${path} answered ${response.status}: ${await response.text()}`,
      );
    }
    return response.json() as Promise<EntityPersistence>;
  }

  /** Looks until `check` no longer throws, and returns the answer that it had no objection to. */
  async until(
    name: string,
    check: (answer: EntityPersistence) => void,
    options: { timeoutMs?: number } = {},
  ): Promise<EntityPersistence> {
    return eventually(async () => {
      const answer = await this.look(name);
      check(answer);
      return answer;
    }, options.timeoutMs ?? PATIENCE_MS);
  }

  /** Waits until every cluster was read once. */
  async untilSynced(name: string): Promise<void> {
    await this.until(name, ({ clusters }) => {
      expect(clusters.length).toBeGreaterThan(0);
      expect(clusters.map(({ state }) => state)).not.toContain('syncing');
    });
  }
}

const directories: string[] = [];

afterAll(() => {
  for (const directory of directories.splice(0)) {
    rmSync(directory, { recursive: true, force: true });
  }
});

function ownConfiguration(clusters: PortalCluster[]): JsonObject {
  const directory = mkdtempSync(join(tmpdir(), 'persistence-'));
  directories.push(directory);
  return {
    persistence: {
      clusters: clusters.map(({ name, access }) => {
        const kubeconfig = join(directory, `${name}.kubeconfig`);
        writeFileSync(kubeconfig, toKubeconfig(name, access), { mode: 0o600 });
        return { name, kubeconfig };
      }),
    },
  };
}

function kubernetesConfiguration(clusters: PortalCluster[]): JsonObject {
  return {
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, access }) => ({
            name,
            url: access.server,
            authProvider: 'serviceAccount',
            serviceAccountToken: access.token,
            ...(access.authority && { caData: access.authority }),
            skipMetricsLookup: true,
          })),
        },
      ],
    },
  };
}
