import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  persistenceVolumeReadPermission,
  type EntityPersistence,
  type Options,
  type WorkloadRef,
} from 'backstage-plugin-persistence-common';
import type { EntityStatusService } from '../status';

/** Answers those who may see where an entity's data lives. */
export class AuthorizedEntityStatusService implements EntityStatusService {
  readonly #service: EntityStatusService;
  readonly #permissions: PermissionsService;

  private constructor(options: {
    service: EntityStatusService;
    permissions: PermissionsService;
  }) {
    this.#service = options.service;
    this.#permissions = options.permissions;
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
    await this.#authorize(entity, options);
    return this.#service.status(entity, options);
  }

  async options(
    entity: Entity,
    workload: WorkloadRef,
    options: { credentials: BackstageCredentials },
  ): Promise<Options> {
    await this.#authorize(entity, options);
    return this.#service.options(entity, workload, options);
  }

  async #authorize(
    entity: Entity,
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<void> {
    const [decision] = await this.#permissions.authorize(
      [
        {
          permission: persistenceVolumeReadPermission,
          resourceRef: stringifyEntityRef(entity),
        },
      ],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        'You may not see where the data of this entity lives',
      );
    }
  }
}
