import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import {
  persistencePermissions,
  persistenceVolumeReadPermission,
} from 'backstage-plugin-persistence-common';
import { OwnersPolicy } from './OwnersPolicy';

const JONAS = {
  userEntityRef: 'user:default/jonas',
  ownershipEntityRefs: ['user:default/jonas', 'group:default/storefront'],
};
const USER = {
  credentials: mockCredentials.user(JONAS.userEntityRef),
  info: JONAS,
};
const CHANGES = persistencePermissions.filter(
  permission => permission !== persistenceVolumeReadPermission,
);

describe('OwnersPolicy', () => {
  const policy = OwnersPolicy.create({
    userInfo: mockServices.userInfo(JONAS),
  });

  it.each(CHANGES)(
    'lets only owners of a service do $name',
    async permission => {
      expect(await policy.handle({ permission }, USER)).toEqual({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: expect.objectContaining({
          rule: 'IS_ENTITY_OWNER',
          params: { claims: JONAS.ownershipEntityRefs },
        }),
      });
    },
  );

  it.each(CHANGES)('lets nobody unknown do $name', async permission => {
    expect(await policy.handle({ permission })).toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it.each([
    persistenceVolumeReadPermission,
    createPermission({ name: 'something.else', attributes: {} }),
  ])('lets everybody do $name', async permission => {
    expect(await policy.handle({ permission })).toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });
});
