import type { Entity } from '@backstage/catalog-model';
import type { Intent, Plan, Target } from 'backstage-plugin-persistence-common';
import type { CallerCredentials } from './CallerCredentials';

/** Says what an intent would do to a workload of an entity. The entity is one that the caller may see. */
export interface PlanService {
  /**
   * Writes nothing. A plan that may not be carried out has blockers.
   *
   * @throws InputError when the intent needs another target
   * @throws NotAllowedError when the caller may not do this
   * @throws NotFoundError when the entity has no such workload, whether or not another one has
   * @throws ServiceUnavailableError when the cluster does not answer
   */
  plan(
    entity: Entity,
    request: { target: Target; intent: Intent },
    options: { credentials: CallerCredentials },
  ): Promise<Plan>;
}
