import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { expect } from '@playwright/test';
import type { Deployment } from 'kubernetes-types/apps/v1';
import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { parse } from 'yaml';

interface Kubeconfig {
  clusters: [
    { cluster: { server: string; 'certificate-authority-data': string } },
  ];
  users: [
    {
      user: {
        token?: string;
        'client-certificate-data'?: string;
        'client-key-data'?: string;
      };
    },
  ];
}

interface ClusterRequest {
  method?: string;
  path: string;
  contentType?: string;
  body?: unknown;
}

interface ClusterAnswer {
  status: number;
  text: string;
}

/** The names of a Deployment. */
export interface DeploymentName {
  namespace: string;
  name: string;
}

/** An object that journeys create. */
export interface ClusterObject {
  apiVersion?: string;
  kind?: string;
  metadata?: ObjectMeta;
}

const PLURALS: Record<string, string> = {
  Deployment: 'deployments',
  Namespace: 'namespaces',
  Service: 'services',
};

function decode(data: string | undefined): Buffer | undefined {
  return data === undefined ? undefined : Buffer.from(data, 'base64');
}

/** The cluster that the portal shows, reached beside the portal: what kubectl would send. */
export class Cluster {
  readonly #kubeconfig: Kubeconfig;

  private constructor(kubeconfig: Kubeconfig) {
    this.#kubeconfig = kubeconfig;
  }

  /** The cluster of a kubeconfig file, whose certificates are inline. */
  static fromFile(path: string): Cluster {
    return new Cluster(parse(readFileSync(path, 'utf8')));
  }

  /** What `kubectl rollout restart deployment` sends, and then what `kubectl rollout status` waits for. */
  async restart(deployment: DeploymentName): Promise<void> {
    const annotations = {
      'kubectl.kubernetes.io/restartedAt': new Date().toISOString(),
    };
    await this.#send({
      method: 'PATCH',
      path: `${pathOf(deployment)}?fieldManager=kubectl-rollout`,
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { template: { metadata: { annotations } } } },
    });
    await this.untilRolledOut(deployment);
  }

  /** What `kubectl rollout status deployment` waits for. */
  async untilRolledOut(deployment: DeploymentName): Promise<void> {
    await expect
      .poll(
        async () =>
          this.#isRolledOut(await this.#send({ path: pathOf(deployment) })),
        { message: `${deployment.name} is rolled out`, timeout: 60_000 },
      )
      .toBe(true);
  }

  /** What `kubectl patch deployment` sends. Settles when the cluster has answered. */
  async patch(deployment: DeploymentName, body: object): Promise<void> {
    await this.#send({
      method: 'PATCH',
      path: pathOf(deployment),
      contentType: 'application/strategic-merge-patch+json',
      body,
    });
  }

  /** What `kubectl label node` sends; `undefined` takes the label away. */
  async labelNode(name: string, labels: Record<string, string | undefined>) {
    const entries = Object.entries(labels).map(([key, value]) => [
      key,
      value ?? null,
    ]);
    await this.#send({
      method: 'PATCH',
      path: `/api/v1/nodes/${name}`,
      contentType: 'application/merge-patch+json',
      body: { metadata: { labels: Object.fromEntries(entries) } },
    });
  }

  /** What `kubectl create` sends. */
  async create<T extends ClusterObject>(object: T): Promise<T> {
    const { apiVersion = '', kind = '', metadata } = object;
    const root = apiVersion.includes('/') ? '/apis' : '/api';
    const place = metadata?.namespace
      ? `/namespaces/${metadata.namespace}`
      : '';
    return this.#send({
      method: 'POST',
      path: `${root}/${apiVersion}${place}/${PLURALS[kind]}`,
      contentType: 'application/json',
      body: object,
    });
  }

  /** The claims of a namespace. */
  async claims(namespace: string): Promise<PersistentVolumeClaim[]> {
    const { items } = await this.#send<{ items: PersistentVolumeClaim[] }>({
      path: `/api/v1/namespaces/${namespace}/persistentvolumeclaims`,
    });
    return items;
  }

  /** Removes a namespace with everything in it, and waits until it is gone. */
  async removeNamespace(name: string): Promise<void> {
    const path = `/api/v1/namespaces/${name}`;
    await this.#exchange({ method: 'DELETE', path });
    await expect
      .poll(async () => (await this.#exchange({ path })).status, {
        message: `the namespace ${name} is gone`,
        timeout: 60_000,
      })
      .toBe(404);
  }

  /** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#complete-deployment */
  #isRolledOut({ metadata, spec, status }: Deployment): boolean {
    const wanted = spec?.replicas ?? 1;
    return (
      (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
      status?.updatedReplicas === wanted &&
      status?.replicas === wanted &&
      status?.availableReplicas === wanted
    );
  }

  /** @throws Error with what the cluster says, when it refuses */
  async #send<T>(options: ClusterRequest): Promise<T> {
    const { status, text } = await this.#exchange(options);
    if (status >= 300) {
      throw new Error(`${options.method ?? 'GET'} ${options.path}: ${text}`);
    }
    return JSON.parse(text);
  }

  async #exchange(options: ClusterRequest): Promise<ClusterAnswer> {
    const { method, path, contentType, body } = options;
    const [{ cluster }] = this.#kubeconfig.clusters;
    const [{ user }] = this.#kubeconfig.users;
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, cluster.server),
        {
          method,
          ca: decode(cluster['certificate-authority-data']),
          cert: decode(user['client-certificate-data']),
          key: decode(user['client-key-data']),
          headers: {
            ...(user.token && { authorization: `Bearer ${user.token}` }),
            ...(contentType && { 'content-type': contentType }),
          },
        },
        async response => {
          const chunks = await response.setEncoding('utf8').toArray();
          resolve({
            status: response.statusCode ?? 0,
            text: chunks.join(''),
          });
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

function pathOf({ namespace, name }: DeploymentName): string {
  return `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
}
