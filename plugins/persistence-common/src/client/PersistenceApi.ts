import type { EntityPersistence, Options, WorkloadRef } from '../types';

/**
 * The REST API of the backend, as the caller that its means of fetching authenticate.
 *
 * @public
 */
export interface PersistenceApi {
  /**
   * Where the data of an entity's workloads lives, and whether it survives.
   *
   * @param entityRef - a full reference, for example `component:default/guestbook`
   * @throws ResponseError with the status 401, 403 (the caller may not see it) or 404 (there is no such entity for the caller)
   */
  getEntityPersistence(
    entityRef: string,
    options?: { signal?: AbortSignal },
  ): Promise<EntityPersistence>;

  /**
   * What the data of one of the entity's workloads could be kept on.
   *
   * @throws ResponseError with the status 400, 401, 403 or 404
   */
  getOptions(
    entityRef: string,
    workload: WorkloadRef,
    options?: { signal?: AbortSignal },
  ): Promise<Options>;
}
