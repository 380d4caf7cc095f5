import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  persistenceVolumeAttachPermission,
  persistenceVolumeReadPermission,
} from 'backstage-plugin-persistence-common';
import { component } from '../status/testing';
import { Authorizer } from './Authorizer';
import { NO_CLEAR_YES, permit } from './__testUtils__/permit';

const ENTITY = component({ name: 'Guestbook' });
const CREDENTIALS = { credentials: mockCredentials.user('user:default/anna') };
const BOTH = [
  persistenceVolumeReadPermission,
  persistenceVolumeAttachPermission,
];

describe('Authorizer', () => {
  const permissions = mockServices.permissions.mock();
  const authorizer = Authorizer.create(permissions);

  beforeEach(() => jest.resetAllMocks());

  it("asks for the entity with the caller's credentials, all at once", async () => {
    permit(permissions, 'persistence.volume.attach');
    await expect(authorizer.decide(ENTITY, BOTH, CREDENTIALS)).resolves.toEqual(
      [false, true],
    );
    expect(permissions.authorize.mock.calls).toEqual([
      [
        BOTH.map(permission => ({
          permission,
          resourceRef: 'component:default/guestbook',
        })),
        CREDENTIALS,
      ],
    ]);
    expect(permissions.authorizeConditional).not.toHaveBeenCalled();
  });

  it('demands all', async () => {
    const demand = () =>
      authorizer.demand(ENTITY, BOTH, { ...CREDENTIALS, refusal: 'No' });
    permit(permissions, 'persistence.volume.read', 'persistence.volume.attach');
    await demand();
    permit(permissions, 'persistence.volume.read');
    await expect(demand()).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'No',
    });
  });

  it.each(NO_CLEAR_YES)('takes %s for a no', async (__, decisions) => {
    permissions.authorize.mockResolvedValue(decisions);
    await expect(
      authorizer.decide(ENTITY, [persistenceVolumeReadPermission], CREDENTIALS),
    ).resolves.toEqual([false]);
  });

  it('takes answers that are missing for a no', async () => {
    permissions.authorize.mockResolvedValue([
      { result: AuthorizeResult.ALLOW },
    ]);
    await expect(authorizer.decide(ENTITY, BOTH, CREDENTIALS)).resolves.toEqual(
      [true, false],
    );
  });
});
