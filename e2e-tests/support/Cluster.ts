import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { expect } from '@playwright/test';
import type { Deployment } from 'kubernetes-types/apps/v1';
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

/** The names of a Deployment. */
export interface DeploymentName {
  namespace: string;
  name: string;
}

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
  async restart({ namespace, name }: DeploymentName): Promise<void> {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`;
    const annotations = {
      'kubectl.kubernetes.io/restartedAt': new Date().toISOString(),
    };
    await this.#send({
      method: 'PATCH',
      path: `${path}?fieldManager=kubectl-rollout`,
      contentType: 'application/strategic-merge-patch+json',
      body: { spec: { template: { metadata: { annotations } } } },
    });

    await expect
      .poll(async () => this.#isRolledOut(await this.#send({ path })), {
        message: `${name} is rolled out`,
        timeout: 60_000,
      })
      .toBe(true);
  }

  /** What `kubectl patch deployment` sends. Settles when the cluster has answered. */
  async patch({ namespace, name }: DeploymentName, body: object) {
    await this.#send({
      method: 'PATCH',
      path: `/apis/apps/v1/namespaces/${namespace}/deployments/${name}`,
      contentType: 'application/strategic-merge-patch+json',
      body,
    });
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

  async #send<T>({
    method,
    path,
    contentType,
    body,
  }: ClusterRequest): Promise<T> {
    const [{ cluster }] = this.#kubeconfig.clusters;
    const [{ user }] = this.#kubeconfig.users;
    const text = await new Promise<string>((resolve, reject) => {
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
          const answer = chunks.join('');
          if (response.statusCode === 200) {
            resolve(answer);
          } else {
            reject(new Error(`${method ?? 'GET'} ${path}: ${answer}`));
          }
        },
      );
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
    return JSON.parse(text);
  }
}
