import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  createFinding,
  persistenceVolumeReadPermission,
  type EntityPersistence,
  type IntentKind,
  type Options,
  type WorkloadAction,
  type WorkloadRef,
} from 'backstage-plugin-persistence-common';
import type { EntityStatusService } from '../status';
import { Authorizer } from './Authorizer';
import { permissionFor } from './permissionFor';
import { MAY_NOT_SEE } from './refusals';

/** What a page offers, each with a permission of its own. */
const OFFERED: readonly IntentKind[] = ['attach', 'detach', 'redeploy'];

/** Answers those who may see where an entity's data lives, and says what they may not do. */
export class AuthorizedEntityStatusService implements EntityStatusService {
  readonly #service: EntityStatusService;
  readonly #authorizer: Authorizer;

  private constructor(options: {
    service: EntityStatusService;
    permissions: PermissionsService;
  }) {
    this.#service = options.service;
    this.#authorizer = Authorizer.create(options.permissions);
  }

  static create(options: {
    service: EntityStatusService;
    permissions: PermissionsService;
  }): AuthorizedEntityStatusService {
    return new AuthorizedEntityStatusService(options);
  }

  async status(
    entity: Entity,
    options: { credentials: BackstageCredentials },
  ): Promise<EntityPersistence> {
    const [maySee, ...mayDo] = await this.#authorizer.decide(
      entity,
      [persistenceVolumeReadPermission, ...OFFERED.map(permissionFor)],
      options,
    );
    if (!maySee) {
      throw new NotAllowedError(MAY_NOT_SEE);
    }
    const denied = new Set(OFFERED.filter((_, index) => !mayDo[index]));
    const answer = await this.#service.status(entity, options);
    return denied.size === 0
      ? answer
      : {
          ...answer,
          workloads: answer.workloads.map(workload => ({
            ...workload,
            actions: workload.actions.map(action => restrict(action, denied)),
          })),
        };
  }

  async options(
    entity: Entity,
    workload: WorkloadRef,
    options: { credentials: BackstageCredentials },
  ): Promise<Options> {
    await this.#authorizer.demand(entity, [persistenceVolumeReadPermission], {
      ...options,
      refusal: MAY_NOT_SEE,
    });
    return this.#service.options(entity, workload, options);
  }
}

/** What somebody else could do is not what this person should hear. */
function restrict(
  action: WorkloadAction,
  denied: ReadonlySet<IntentKind>,
): WorkloadAction {
  return denied.has(action.intent)
    ? {
        intent: action.intent,
        allowed: false,
        reason: createFinding({ code: 'NOT_PERMITTED', severity: 'info' }),
      }
    : action;
}
