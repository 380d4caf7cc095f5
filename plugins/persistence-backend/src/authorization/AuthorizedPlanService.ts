import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { Intent, Plan, Target } from 'backstage-plugin-persistence-common';
import type { CallerCredentials, PlanService } from '../operations';
import { Authorizer } from './Authorizer';
import { permissionFor } from './permissionFor';
import { mayNotDo } from './refusals';

/** Plans for those who may do what is planned. */
export class AuthorizedPlanService implements PlanService {
  readonly #service: PlanService;
  readonly #authorizer: Authorizer;

  private constructor(options: {
    service: PlanService;
    permissions: PermissionsService;
  }) {
    this.#service = options.service;
    this.#authorizer = Authorizer.create(options.permissions);
  }

  static create(options: {
    service: PlanService;
    permissions: PermissionsService;
  }): AuthorizedPlanService {
    return new AuthorizedPlanService(options);
  }

  async plan(
    entity: Entity,
    request: { target: Target; intent: Intent },
    options: { credentials: CallerCredentials },
  ): Promise<Plan> {
    const { kind } = request.intent;
    await this.#authorizer.demand(entity, [permissionFor(kind)], {
      ...options,
      refusal: mayNotDo(kind),
    });
    return this.#service.plan(entity, request, options);
  }
}
