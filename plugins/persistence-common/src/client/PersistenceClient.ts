import { parseEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import type { EntityPersistence, Options, WorkloadRef } from '../types';
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

  async #get<T>(path: string, options?: { signal?: AbortSignal }): Promise<T> {
    const baseUrl = await this.#discoveryApi.getBaseUrl('persistence');
    const response = await this.#fetchApi.fetch(`${baseUrl}${path}`, {
      headers: { accept: 'application/json' },
      signal: options?.signal,
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
