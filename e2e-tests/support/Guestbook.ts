import { expect } from '@playwright/test';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Service } from 'kubernetes-types/core/v1';
import type { Cluster } from './Cluster';

/** How long a guestbook that is being deployed may not answer. */
const PATIENCE_MS = 60_000;

/** What the image brings, until a volume hides it. */
const SHIPPED = /^shipped with the image/;

/** The node that guestbooks run on which can be held back. */
const NODE = 'n1';

/** A guestbook of a journey's own, in a namespace of its name, which the component of that name in e2e-tests/catalog belongs to. */
export class Guestbook {
  /** Where its visitors go. */
  readonly url: string;
  readonly #cluster: Cluster;
  readonly #name: string;

  private constructor(options: {
    cluster: Cluster;
    name: string;
    url: string;
  }) {
    this.#cluster = options.cluster;
    this.#name = options.name;
    this.url = options.url;
  }

  /** Deploys it anew, without anything that an earlier one left, and waits until it answers. */
  static async deploy(options: {
    cluster: Cluster;
    name: string;
  }): Promise<Guestbook> {
    const { cluster, name } = options;
    await cluster.removeNamespace(name);
    await cluster.labelNode(NODE, { [labelOf(name)]: 'open' });
    await cluster.create({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    });
    await cluster.create(deploymentOf(name));
    const service = await cluster.create(serviceOf(name));
    const port = service.spec?.ports?.[0].nodePort;
    const guestbook = new Guestbook({
      cluster,
      name,
      url: `http://127.0.0.1:${port}`,
    });
    await cluster.untilRolledOut(guestbook.#deployment);
    return guestbook;
  }

  /** What its visitors wrote, oldest first. Waits while nobody answers. */
  async entries(): Promise<string[]> {
    let entries: string[] = [];
    await expect(async () => {
      const response = await fetch(`${this.url}/entries`);
      expect(response.status).toBe(200);
      entries = await response.json();
    }).toPass({ timeout: PATIENCE_MS });
    return entries.filter(entry => !SHIPPED.test(entry));
  }

  async write(entry: string): Promise<void> {
    await expect(async () => {
      const response = await fetch(`${this.url}/entries`, {
        method: 'POST',
        body: entry,
      });
      expect(response.status).toBe(201);
    }).toPass({ timeout: PATIENCE_MS });
  }

  /** Deploys another release on another port, as its developers would: with a patch of the image, the port and the variable. */
  async release(options: { image: string; port: number }): Promise<void> {
    const { image, port } = options;
    await this.#cluster.patch(this.#deployment, {
      spec: {
        template: {
          spec: {
            containers: [
              {
                name: this.#name,
                image,
                env: [{ name: 'PORT', value: String(port) }],
                ports: [
                  { $patch: 'replace' },
                  { name: 'http', containerPort: port },
                ],
              },
            ],
          },
        },
      },
    });
    await this.#cluster.untilRolledOut(this.#deployment);
  }

  /** From now on its new pods wait, until {@link letGo}; those that run go on. */
  async hold(): Promise<void> {
    await this.#cluster.labelNode(NODE, { [labelOf(this.#name)]: undefined });
  }

  /** Its pods may start again. */
  async letGo(): Promise<void> {
    await this.#cluster.labelNode(NODE, { [labelOf(this.#name)]: 'open' });
  }

  /** Removes everything of it. */
  async remove(): Promise<void> {
    await this.#cluster.labelNode(NODE, { [labelOf(this.#name)]: undefined });
    await this.#cluster.removeNamespace(this.#name);
  }

  get #deployment() {
    return { namespace: this.#name, name: this.#name };
  }
}

function labelOf(name: string): string {
  return `journeys/${name}`;
}

function labelsOf(name: string) {
  return {
    'app.kubernetes.io/name': name,
    'backstage.io/kubernetes-id': name,
  };
}

function deploymentOf(name: string): Deployment {
  const labels = labelsOf(name);
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: name, name, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          nodeSelector: { [labelOf(name)]: 'open' },
          containers: [
            {
              name,
              image: 'localhost/guestbook:1',
              env: [{ name: 'DATA_DIR', value: '/data' }],
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: {
                httpGet: { path: '/healthz', port: 'http' },
                periodSeconds: 1,
              },
            },
          ],
        },
      },
    },
  };
}

function serviceOf(name: string): Service {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: name, name, labels: labelsOf(name) },
    spec: {
      type: 'NodePort',
      selector: { 'app.kubernetes.io/name': name },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  };
}
