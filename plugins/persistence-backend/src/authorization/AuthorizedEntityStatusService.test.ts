import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  EntityPersistence,
  Options,
} from 'backstage-plugin-persistence-common';
import { component } from '../status/testing';
import { AuthorizedEntityStatusService } from './AuthorizedEntityStatusService';

const ENTITY = component({ name: 'Guestbook' });
const WORKLOAD = {
  cluster: 'eu',
  namespace: 'demo',
  kind: 'Deployment',
  name: 'guestbook',
} as const;
const CREDENTIALS = { credentials: mockCredentials.user('user:default/anna') };

describe('AuthorizedEntityStatusService', () => {
  const permissions = mockServices.permissions.mock();
  const status = jest.fn<Promise<EntityPersistence>, []>();
  const options = jest.fn<Promise<Options>, []>();
  const service = AuthorizedEntityStatusService.create({
    permissions,
    service: { status, options },
  });

  beforeEach(() => jest.resetAllMocks());

  describe.each([
    ['status', status, () => service.status(ENTITY, CREDENTIALS)],
    ['options', options, () => service.options(ENTITY, WORKLOAD, CREDENTIALS)],
  ])('%s', (_, answer, ask) => {
    it("asks for the entity with the caller's credentials", async () => {
      permissions.authorize.mockResolvedValue([
        { result: AuthorizeResult.ALLOW },
      ]);
      await ask();
      expect(permissions.authorize.mock.calls).toEqual([
        [
          [
            {
              permission: expect.objectContaining({
                name: 'persistence.volume.read',
              }),
              resourceRef: 'component:default/guestbook',
            },
          ],
          CREDENTIALS,
        ],
      ]);
      expect(answer).toHaveBeenCalledTimes(1);
    });

    it.each([
      { result: AuthorizeResult.DENY },
      // Not of this version; nothing but a clear yes counts
      { result: 'CONDITIONAL' as AuthorizeResult.DENY },
      { result: 'MAYBE' as AuthorizeResult.DENY },
    ])('refuses at $result, and makes no answer', async decision => {
      permissions.authorize.mockResolvedValue([decision]);
      await expect(ask()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'You may not see where the data of this entity lives',
      });
      expect(answer).not.toHaveBeenCalled();
    });

    it('refuses where permissions cannot be asked', async () => {
      permissions.authorize.mockRejectedValue(new Error('down'));
      await expect(ask()).rejects.toThrow('down');
      expect(answer).not.toHaveBeenCalled();
    });
  });
});
