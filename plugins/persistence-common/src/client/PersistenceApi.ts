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

  /**
   * What an intent would do. Writes nothing. Where it may not be done, the plan has blockers.
   *
   * @throws ResponseError with the status 400, 401, 403, 404 or 503 (the cluster does not answer)
   */
  createPlan(
    entityRef: string,
    request: { target: Target; intent: Intent },
    options?: { signal?: AbortSignal },
  ): Promise<Plan>;

  /**
   * Has a plan carried out. The same plan again gives the same operation, so that it can be sent again when no answer came.
   *
   * @throws ResponseError with the status 400, 401, 403, 404, 409 (see {@link planOf} and {@link operationOf}), 422 ({@link planOf}) or 503
   */
  startOperation(
    entityRef: string,
    plan: Pick<Plan, 'id' | 'fingerprint' | 'target' | 'intent'>,
    options?: { signal?: AbortSignal },
  ): Promise<Operation>;

  /**
   * What was done to the entity's workloads and volumes, newest first.
   *
   * @throws ResponseError with the status 400, 401, 403 or 404
   */
  listOperations(
    entityRef: string,
    page?: { limit?: number; cursor?: string },
    options?: { signal?: AbortSignal },
  ): Promise<OperationPage>;

  /**
   * One operation, as it is now.
   *
   * @throws ResponseError with the status 401, 403 or 404
   */
  getOperation(
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<Operation>;

  /**
   * Begins an operation that takes another one back.
   *
   * @throws ResponseError with the status 401, 403, 404, 409 (it cannot be undone), 422 ({@link planOf}) or 503
   */
  undoOperation(
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<Operation>;

  /**
   * Stops an operation before the service's pods are touched.
   *
   * @throws ResponseError with the status 401, 403, 404 or 409 (it is too late)
   */
  cancelOperation(
    id: string,
    options?: { signal?: AbortSignal },
  ): Promise<Operation>;
}
