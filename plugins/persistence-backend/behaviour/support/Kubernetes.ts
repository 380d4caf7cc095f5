import { Agent, request } from 'undici';
import { eventually } from '../../src/clusters/testing';
import type { Access } from './Access';

/** How long something that is being deleted may stay. */
const GONE_MS = 60_000;

/** An object of a cluster, as far as the suite writes and reads it. */
export interface KubernetesObject {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    deletionTimestamp?: string;
    labels?: Record<string, string>;
    annotations?: Record<string, string>;
    finalizers?: string[];
  };
  [field: string]: unknown;
}

/** A request that the cluster refused. */
export class RefusedError extends Error {
  constructor(
    message: string,
    readonly status: number,
  ) {
    super(message);
  }
}

const PLURALS: Record<string, string> = {
  ClusterRole: 'clusterroles',
  ClusterRoleBinding: 'clusterrolebindings',
  Deployment: 'deployments',
  HorizontalPodAutoscaler: 'horizontalpodautoscalers',
  Namespace: 'namespaces',
  PersistentVolume: 'persistentvolumes',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  Pod: 'pods',
  ReplicaSet: 'replicasets',
  ResourceQuota: 'resourcequotas',
  Service: 'services',
  ServiceAccount: 'serviceaccounts',
  StatefulSet: 'statefulsets',
  StorageClass: 'storageclasses',
};

/** The cluster under test, beside the portal: what somebody with kubectl does. */
export class Kubernetes {
  readonly #access: Access;
  readonly #agent: Agent;

  static create(access: Access): Kubernetes {
    return new Kubernetes(access);
  }

  private constructor(access: Access) {
    const decode = (data?: string) =>
      data === undefined ? undefined : Buffer.from(data, 'base64');
    this.#access = access;
    this.#agent = new Agent({
      connect: {
        ca: decode(access.authority),
        cert: decode(access.certificate),
        key: decode(access.key),
      },
    });
  }

  /** Creates the objects that are not there yet, after the end of those that are going; returns those that it created. */
  async apply(objects: KubernetesObject[]): Promise<KubernetesObject[]> {
    const created: KubernetesObject[] = [];
    for (const object of objects) {
      const own = await eventually(() => this.#createOrFind(object), GONE_MS);
      if (own) {
        created.push(own);
      }
    }
    return created;
  }

  /**
   * Returns the object when it was created; undefined when it was there.
   *
   * @throws Error while it or its namespace is going
   */
  async #createOrFind(
    object: KubernetesObject,
  ): Promise<KubernetesObject | undefined> {
    try {
      return await this.create(object);
    } catch (error) {
      if (!(error instanceof RefusedError && error.status === 409)) {
        throw error;
      }
    }
    const { metadata } = await this.read(object);
    if (metadata.deletionTimestamp) {
      throw new Error(`${object.kind} ${metadata.name} is still going`);
    }
    return undefined;
  }

  create<T extends KubernetesObject>(object: T): Promise<T> {
    return this.request({
      method: 'POST',
      path: collectionOf(object),
      body: object,
    });
  }

  read<T extends KubernetesObject>(object: KubernetesObject): Promise<T> {
    return this.request({ path: pathOf(object) });
  }

  /** A strategic merge patch, as `kubectl patch` sends it. */
  patch(object: KubernetesObject, body: object): Promise<KubernetesObject> {
    return this.request({
      method: 'PATCH',
      path: pathOf(object),
      contentType: 'application/strategic-merge-patch+json',
      body,
    });
  }

  /** Server-side apply, as GitOps tools do it: `manager` owns what the object says from now on. */
  declare(
    object: KubernetesObject,
    manager: string,
  ): Promise<KubernetesObject> {
    return this.request({
      method: 'PATCH',
      path: `${pathOf(object)}?fieldManager=${manager}`,
      contentType: 'application/apply-patch+yaml',
      body: object,
    });
  }

  /** Deletes an object without waiting for its end; one that is gone already is no error. */
  async remove(object: KubernetesObject): Promise<void> {
    try {
      await this.request({ method: 'DELETE', path: pathOf(object) });
    } catch (error) {
      if (!(error instanceof RefusedError && error.status === 404)) {
        throw error;
      }
    }
  }

  /** @throws RefusedError when the cluster does not agree */
  async request<T>(options: {
    method?: 'DELETE' | 'GET' | 'PATCH' | 'POST';
    path: string;
    contentType?: string;
    body?: object;
  }): Promise<T> {
    const { method = 'GET', path, contentType, body } = options;
    const { server, token } = this.#access;
    const response = await request(`${server}${path}`, {
      dispatcher: this.#agent,
      method,
      headers: {
        accept: 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body && { 'content-type': contentType ?? 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.body.text();
    if (response.statusCode >= 300) {
      throw new RefusedError(`${method} ${path}: ${text}`, response.statusCode);
    }
    return JSON.parse(text);
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }
}

function collectionOf({ apiVersion, kind, metadata }: KubernetesObject) {
  const plural = PLURALS[kind];
  if (!plural) {
    throw new Error(`The suite does not know where a ${kind} is`);
  }
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  const place = metadata.namespace ? `/namespaces/${metadata.namespace}` : '';
  return `${root}/${apiVersion}${place}/${plural}`;
}

function pathOf(object: KubernetesObject): string {
  return `${collectionOf(object)}/${object.metadata.name}`;
}
