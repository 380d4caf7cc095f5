import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type {
  EntityPersistence,
  Intent,
  Operation,
  OperationPage,
  Options,
  Plan,
  Target,
  WorkloadRef,
} from '../types';
import type { DiscoveryApi, FetchApi } from './fetching';
import type { PersistenceApi } from './PersistenceApi';

/**
 * Asks the backend's REST API.
 *
 * @public
 */
export class PersistenceClient implements PersistenceApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #fetchApi: FetchApi;

  constructor(options: { discoveryApi: DiscoveryApi; fetchApi: FetchApi }) {
    this.#discoveryApi = options.discoveryApi;
    this.#fetchApi = options.fetchApi;
  }

  /** {@inheritDoc PersistenceApi.getEntityPersistence} */
  async getEntityPersistence(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityPersistence> {
    return this.#get(pathOf(entityRef), options);
  }

  /** {@inheritDoc PersistenceApi.getOptions} */
  async getOptions(
    entityRef: string,
    workload: WorkloadRef,
    options?: { signal?: AbortSignal },
  ): Promise<Options> {
    const query = new URLSearchParams({
      cluster: workload.cluster,
      namespace: workload.namespace,
      workloadKind: workload.kind,
      workload: workload.name,
    });
    return this.#get(`${pathOf(entityRef)}/options?${query}`, options);
  }

  /** {@inheritDoc PersistenceApi.createPlan} */
  async createPlan(
    entityRef: string,
    request: { target: Target; intent: Intent },
    options?: { signal?: AbortSignal },
  ): Promise<Plan> {
    return this.#post(`${pathOf(entityRef)}/plans`, request, options);
  }

  /** {@inheritDoc PersistenceApi.startOperation} */
  async startOperation(
    entityRef: string,
    plan: Pick<Plan, 'id' | 'fingerprint' | 'target' | 'intent'>,
    options?: { signal?: AbortSignal },
  ): Promise<Operation> {
    const { id, fingerprint, target, intent } = plan;
    return this.#post(
      `${pathOf(entityRef)}/operations`,
      { target, intent, planId: id, fingerprint },
      options,
    );
  }

  /** {@inheritDoc PersistenceApi.listOperations} */
  async listOperations(
    entityRef: string,
    page: { limit?: number; cursor?: string } = {},
    options?: { signal?: AbortSignal },
  ): Promise<OperationPage> {
    const query = new URLSearchParams();
    if (page.limit !== undefined) {
      query.set('limit', String(page.limit));
    }
    if (page.cursor !== undefined) {
      query.set('cursor', page.cursor);
    }
    const search = query.toString();
    return this.#get(
      `${pathOf(entityRef)}/operations${search && `?${search}`}`,
      options,
    );
  }

  /** {@inheritDoc PersistenceApi.getOperation} */
  async getOperation(
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<Operation> {
    return this.#get(operationPathOf(id), options);
  }

  /** {@inheritDoc PersistenceApi.undoOperation} */
  async undoOperation(
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<Operation> {
    return this.#post(`${operationPathOf(id)}/undo`, undefined, options);
  }

  /** {@inheritDoc PersistenceApi.cancelOperation} */
  async cancelOperation(
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<Operation> {
    return this.#post(`${operationPathOf(id)}/cancel`, undefined, options);
  }

  async #get<T>(path: string, options?: { signal?: AbortSignal }): Promise<T> {
    return this.#fetch(path, { signal: options?.signal });
  }

  async #post<T>(
    path: string,
    body: unknown,
    options?: { signal?: AbortSignal },
  ): Promise<T> {
    return this.#fetch(path, {
      method: 'POST',
      signal: options?.signal,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  }

  async #fetch<T>(path: string, request: RequestInit): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('persistence');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      ...request,
      headers: { accept: 'application/json', ...request.headers },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json();
  }
}

/** @throws Error when it is no reference that names its kind */
function pathOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return `/entities/${[kind, namespace, name]
    .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
    .join('/')}`;
}

function operationPathOf(id: string): string {
  return `/operations/${encodeURIComponent(id)}`;
}
