import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Intent } from 'backstage-plugin-persistence-common';
import type { PlanService } from '../operations';
import { component } from '../status/testing';
import { plan, WORKLOAD } from './__testUtils__/samples';
import { AuthorizedPlanService } from './AuthorizedPlanService';
import { NO_CLEAR_YES, permit } from './__testUtils__/permit';

const ENTITY = component({ name: 'Guestbook' });
const TARGET = { workload: WORKLOAD };

describe('AuthorizedPlanService', () => {
  const permissions = mockServices.permissions.mock();
  const inner: jest.Mocked<PlanService> = { plan: jest.fn() };
  const service = AuthorizedPlanService.create({ permissions, service: inner });
  const ask = (
    intent: Intent = { kind: 'attach' },
    credentials = mockCredentials.user('user:default/anna'),
  ) => service.plan(ENTITY, { target: TARGET, intent }, { credentials });

  beforeEach(() => {
    jest.resetAllMocks();
    inner.plan.mockResolvedValue(plan());
  });

  it.each<[string, Intent]>([
    ['persistence.volume.attach', { kind: 'attach' }],
    ['persistence.volume.detach', { kind: 'detach' }],
    ['persistence.volume.redeploy', { kind: 'redeploy' }],
    ['persistence.volume.read', { kind: 'grow', claim: 'a', size: '2Gi' }],
  ])('needs only %s for %j', async (name, intent) => {
    permit(permissions, name);
    await expect(ask(intent)).resolves.toEqual(plan());
    expect(permissions.authorize).toHaveBeenCalledTimes(1);
    expect(inner.plan).toHaveBeenCalledWith(
      ENTITY,
      { target: TARGET, intent },
      { credentials: mockCredentials.user('user:default/anna') },
    );
  });

  it('plans nothing for those who may do everything else', async () => {
    permit(
      permissions,
      'persistence.volume.read',
      'persistence.volume.attach',
      'persistence.volume.redeploy',
    );
    await expect(ask({ kind: 'detach' })).rejects.toMatchObject({
      name: 'NotAllowedError',
      message: 'You may not do this to the volumes of this entity: detach',
    });
    expect(inner.plan).not.toHaveBeenCalled();
  });

  it.each(NO_CLEAR_YES)('plans nothing at %s', async (__, decisions) => {
    permissions.authorize.mockResolvedValue(decisions);
    await expect(ask()).rejects.toMatchObject({ name: 'NotAllowedError' });
    expect(inner.plan).not.toHaveBeenCalled();
  });
});
