import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

/** Asks whether somebody may do something to an entity, with the caller's own credentials. Only a clear yes is one. */
export class Authorizer {
  readonly #permissions: PermissionsService;

  private constructor(permissions: PermissionsService) {
    this.#permissions = permissions;
  }

  static create(permissions: PermissionsService): Authorizer {
    return new Authorizer(permissions);
  }

  /** One answer for each permission, all asked at once. */
  async decide(
    entity: Entity,
    permissions: readonly ResourcePermission[],
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<boolean[]> {
    const resourceRef = stringifyEntityRef(entity);
    const decisions = await this.#permissions.authorize(
      permissions.map(permission => ({ permission, resourceRef })),
      { credentials },
    );
    return permissions.map(
      (_, index) => decisions[index]?.result === AuthorizeResult.ALLOW,
    );
  }

  /** @throws NotAllowedError with these words, unless all is allowed */
  async demand(
    entity: Entity,
    permissions: readonly ResourcePermission[],
    options: { credentials: BackstageCredentials; refusal: string },
  ): Promise<void> {
    const allowed = await this.decide(entity, permissions, options);
    if (!allowed.every(Boolean)) {
      throw new NotAllowedError(options.refusal);
    }
  }
}
