import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type {
  EntityPersistence,
  Options,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';

/**
 * Says where the data of an entity's workloads lives. Makes no request to a cluster. The entity is one that the caller may see: it was
 * read from the catalog with the caller's credentials.
 */
export interface EntityStatusService {
  /** @throws NotAllowedError when the caller may not see where the entity's data lives */
  status(
    entity: Entity,
    options: { credentials: BackstageCredentials },
  ): Promise<EntityPersistence>;

  /**
   * What the data of one workload could be kept on.
   *
   * @throws NotAllowedError when the caller may not see where the entity's data lives
   * @throws NotFoundError when the entity has no such workload, whether or not another one has
   */
  options(
    entity: Entity,
    workload: WorkloadRef,
    options: { credentials: BackstageCredentials },
  ): Promise<Options>;
}
