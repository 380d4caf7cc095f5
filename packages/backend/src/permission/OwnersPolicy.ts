import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  persistencePermissions,
  persistenceVolumeReadPermission,
} from 'backstage-plugin-persistence-common';

/** What changes a service in its cluster. */
const CHANGES = persistencePermissions.filter(
  permission => permission !== persistenceVolumeReadPermission,
);

/**
 * Everybody may see everything; only those who own a service may change how its data is kept, or restart it.
 *
 * @see https://backstage.io/docs/permissions/writing-a-policy
 */
export class OwnersPolicy implements PermissionPolicy {
  readonly #userInfo: UserInfoService;

  private constructor(options: { userInfo: UserInfoService }) {
    this.#userInfo = options.userInfo;
  }

  static create(options: { userInfo: UserInfoService }): OwnersPolicy {
    return new OwnersPolicy(options);
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    const change = CHANGES.find(each => isPermission(permission, each));
    if (!change) {
      return { result: AuthorizeResult.ALLOW };
    }
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      user.credentials,
    );
    return createCatalogConditionalDecision(
      change,
      catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
    );
  }
}
