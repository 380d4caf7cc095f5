import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { NotFoundError } from '@backstage/errors';
import type { Intent } from 'backstage-plugin-persistence-common';
import type { CallerCredentials, OperationService } from '../operations';
import { component } from '../status/testing';
import { AuthorizedOperationService } from './AuthorizedOperationService';
import { TrustedServices } from './TrustedServices';
import { NO_CLEAR_YES, permit } from './__testUtils__/permit';
import { operation, plan, WORKLOAD } from './__testUtils__/samples';

const ENTITY = component({ name: 'Guestbook' });
const ANNA = mockCredentials.user('user:default/anna');
const TRUSTED = mockCredentials.service('plugin:scaffolder');
const STRANGER = mockCredentials.service('external:stranger');
const ID = operation().id;

const READ = 'persistence.volume.read';
const ATTACH = 'persistence.volume.attach';
const DETACH = 'persistence.volume.detach';
const REDEPLOY = 'persistence.volume.redeploy';

describe('AuthorizedOperationService', () => {
  const permissions = mockServices.permissions.mock();
  const inner: jest.Mocked<OperationService> = {
    start: jest.fn(),
    list: jest.fn(),
    subjectOf: jest.fn(),
    get: jest.fn(),
    undo: jest.fn(),
    cancel: jest.fn(),
  };
  const service = AuthorizedOperationService.create({
    permissions,
    service: inner,
    trustedServices: TrustedServices.fromConfig(
      new ConfigReader({
        persistence: { trustedServices: ['plugin:scaffolder'] },
      }),
    ),
  });

  const start = (
    credentials: CallerCredentials = ANNA,
    intent: Intent = { kind: 'attach' },
  ) => {
    const { id: planId, fingerprint } = plan();
    return service.start(
      ENTITY,
      { target: { workload: WORKLOAD }, intent, planId, fingerprint },
      { credentials },
    );
  };
  const list = (credentials: CallerCredentials = ANNA) =>
    service.list(ENTITY, { limit: 20 }, { credentials });
  const get = (credentials: CallerCredentials = ANNA) =>
    service.get(ENTITY, ID, { credentials });
  const undo = (credentials: CallerCredentials = ANNA) =>
    service.undo(ENTITY, ID, { credentials });
  const cancel = (credentials: CallerCredentials = ANNA) =>
    service.cancel(ENTITY, ID, { credentials });

  beforeEach(() => {
    jest.resetAllMocks();
    inner.start.mockResolvedValue({ operation: operation(), created: true });
    inner.list.mockResolvedValue({ items: [operation()] });
    inner.get.mockResolvedValue(operation());
    inner.undo.mockResolvedValue(operation({ undoOf: ID }));
    inner.cancel.mockResolvedValue(operation({ state: 'cancelling' }));
  });

  describe.each([
    ['list', list, inner.list],
    ['get', get, inner.get],
  ])('%s', (_, ask, answer) => {
    it.each([
      ['people', ANNA],
      ['services, trusted or not', STRANGER],
    ])('answers %s who may see', async (__, credentials) => {
      permit(permissions, READ);
      await ask(credentials);
      expect(answer).toHaveBeenCalledTimes(1);
      expect(permissions.authorize.mock.calls).toEqual([
        [
          [
            {
              permission: expect.objectContaining({ name: READ }),
              resourceRef: 'component:default/guestbook',
            },
          ],
          { credentials },
        ],
      ]);
    });

    it('does not answer those who may do everything else', async () => {
      permit(permissions, ATTACH, DETACH, REDEPLOY);
      await expect(ask()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'You may not see where the data of this entity lives',
      });
      expect(answer).not.toHaveBeenCalled();
    });

    it.each(NO_CLEAR_YES)('does not answer at %s', async (__, decisions) => {
      permissions.authorize.mockResolvedValue(decisions);
      await expect(ask()).rejects.toMatchObject({ name: 'NotAllowedError' });
      expect(answer).not.toHaveBeenCalled();
    });
  });

  describe('start', () => {
    it.each<[string, Intent]>([
      [ATTACH, { kind: 'attach' }],
      [DETACH, { kind: 'detach' }],
      [REDEPLOY, { kind: 'redeploy' }],
    ])('needs only %s for %j', async (name, intent) => {
      permit(permissions, name);
      await expect(start(ANNA, intent)).resolves.toMatchObject({
        created: true,
      });
      expect(inner.start.mock.calls[0][2]).toEqual({ credentials: ANNA });
    });

    it('begins nothing for those who may do everything else', async () => {
      permit(permissions, READ, DETACH, REDEPLOY);
      await expect(start()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'You may not do this to the volumes of this entity: attach',
      });
      expect(inner.start).not.toHaveBeenCalled();
    });

    it.each(NO_CLEAR_YES)('begins nothing at %s', async (__, decisions) => {
      permissions.authorize.mockResolvedValue(decisions);
      await expect(start()).rejects.toMatchObject({ name: 'NotAllowedError' });
      expect(inner.start).not.toHaveBeenCalled();
    });
  });

  describe.each([
    ['undo', undo, inner.undo],
    ['cancel', cancel, inner.cancel],
  ])('%s', (_, ask, answer) => {
    it.each<[string, Intent]>([
      [ATTACH, { kind: 'attach' }],
      [DETACH, { kind: 'detach' }],
      [REDEPLOY, { kind: 'redeploy' }],
    ])('needs only %s for %j', async (name, intent) => {
      inner.get.mockResolvedValue(operation({ intent }));
      permit(permissions, name);
      await ask();
      expect(answer).toHaveBeenCalledWith(ENTITY, ID, { credentials: ANNA });
    });

    it('does not do it for those who may do the opposite', async () => {
      permit(permissions, READ, DETACH);
      await expect(ask()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'You may not do this to the volumes of this entity: attach',
      });
      expect(answer).not.toHaveBeenCalled();
    });

    it('says nothing of the operation to those who may not see it', async () => {
      permit(permissions, DETACH);
      await expect(ask()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'You may not see where the data of this entity lives',
      });
      expect(answer).not.toHaveBeenCalled();
    });

    it('does not do it for operations of others', async () => {
      inner.get.mockRejectedValue(new NotFoundError('No such'));
      permit(permissions, READ, ATTACH);
      await expect(ask()).rejects.toMatchObject({ name: 'NotFoundError' });
      expect(permissions.authorize).not.toHaveBeenCalled();
      expect(answer).not.toHaveBeenCalled();
    });

    it.each(NO_CLEAR_YES)('does not do it at %s', async (__, decisions) => {
      permissions.authorize.mockResolvedValue(decisions);
      await expect(ask()).rejects.toMatchObject({ name: 'NotAllowedError' });
      expect(answer).not.toHaveBeenCalled();
    });
  });

  describe.each([
    ['start', start, inner.start],
    ['undo', undo, inner.undo],
    ['cancel', cancel, inner.cancel],
  ])('%s by a service', (_, ask, answer) => {
    it('is done for one that is trusted and permitted', async () => {
      permit(permissions, ATTACH);
      await ask(TRUSTED);
      expect(answer).toHaveBeenCalledTimes(1);
    });

    it('is not done for one that is trusted and not permitted', async () => {
      permit(permissions);
      await expect(ask(TRUSTED)).rejects.toMatchObject({
        name: 'NotAllowedError',
      });
      expect(answer).not.toHaveBeenCalled();
    });

    it('is not done for one that is permitted and not trusted', async () => {
      permit(permissions, READ, ATTACH);
      await expect(ask(STRANGER)).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining("does not name 'external:stranger'"),
      });
      expect(answer).not.toHaveBeenCalled();
    });
  });

  it('tells the router what an operation is about, without asking anybody', async () => {
    inner.subjectOf.mockResolvedValue(operation());
    await expect(service.subjectOf(ID)).resolves.toEqual(operation());
    expect(permissions.authorize).not.toHaveBeenCalled();
  });
});
