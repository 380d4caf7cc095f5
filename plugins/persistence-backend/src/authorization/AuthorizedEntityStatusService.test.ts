import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type {
  EntityPersistence,
  Options,
  WorkloadAction,
} from 'backstage-plugin-persistence-common';
import { component } from '../status/testing';
import { AuthorizedEntityStatusService } from './AuthorizedEntityStatusService';
import { NO_CLEAR_YES, permit } from './__testUtils__/permit';

const ENTITY = component({ name: 'Guestbook' });
const WORKLOAD = {
  cluster: 'eu',
  namespace: 'demo',
  kind: 'Deployment',
  name: 'guestbook',
} as const;
const CREDENTIALS = { credentials: mockCredentials.user('user:default/anna') };
const REF = 'component:default/guestbook';

/** What could be done if nobody asked who does it. */
const ACTIONS: WorkloadAction[] = [
  { intent: 'attach', allowed: true },
  {
    intent: 'detach',
    allowed: false,
    reason: {
      code: 'WORKLOAD_PAUSED',
      params: {},
      text: 'It is paused.',
      severity: 'warning',
    },
  },
  { intent: 'redeploy', allowed: true },
  { intent: 'grow', allowed: true },
];

const ANSWER: EntityPersistence = {
  entityRef: REF,
  lookup: { state: 'found' },
  workloads: [
    {
      workload: WORKLOAD,
      verdict: 'unknown',
      summary: { code: 'X', params: {}, text: 'X.' },
      mounts: [],
      findings: [],
      rollout: { state: 'complete', replicas: 1, ready: 1 },
      events: [],
      actions: ACTIONS,
    },
  ],
  shelf: [],
  clusters: [],
  operations: [],
};

describe('AuthorizedEntityStatusService', () => {
  const permissions = mockServices.permissions.mock();
  const status = jest.fn<Promise<EntityPersistence>, []>();
  const options = jest.fn<Promise<Options>, []>();
  const service = AuthorizedEntityStatusService.create({
    permissions,
    service: { status, options },
  });

  beforeEach(() => {
    jest.resetAllMocks();
    status.mockResolvedValue(ANSWER);
  });

  /** Which permissions were asked for, in one call for each entry. */
  const asked = () =>
    permissions.authorize.mock.calls.map(([requests, { credentials }]) => {
      expect(credentials).toBe(CREDENTIALS.credentials);
      return requests.map(request => {
        expect(request).toHaveProperty('resourceRef', REF);
        return request.permission.name;
      });
    });

  describe.each([
    ['status', status, () => service.status(ENTITY, CREDENTIALS)],
    ['options', options, () => service.options(ENTITY, WORKLOAD, CREDENTIALS)],
  ])('%s', (_, answer, ask) => {
    it('is answered to those who may see', async () => {
      permit(permissions, 'persistence.volume.read');
      await ask();
      expect(answer).toHaveBeenCalledTimes(1);
    });

    it('is not answered to those who may do everything else', async () => {
      permit(
        permissions,
        'persistence.volume.attach',
        'persistence.volume.detach',
        'persistence.volume.redeploy',
      );
      await expect(ask()).rejects.toMatchObject({
        name: 'NotAllowedError',
        message: 'You may not see where the data of this entity lives',
      });
      expect(answer).not.toHaveBeenCalled();
    });

    it.each(NO_CLEAR_YES)('is not answered at %s', async (__, decisions) => {
      permissions.authorize.mockResolvedValue(decisions);
      await expect(ask()).rejects.toMatchObject({ name: 'NotAllowedError' });
      expect(answer).not.toHaveBeenCalled();
    });

    it('is not answered where permissions cannot be asked', async () => {
      permissions.authorize.mockRejectedValue(new Error('down'));
      await expect(ask()).rejects.toThrow('down');
      expect(answer).not.toHaveBeenCalled();
    });
  });

  it('asks for all that a page offers at once', async () => {
    permit(permissions, 'persistence.volume.read');
    await service.status(ENTITY, CREDENTIALS);
    expect(asked()).toEqual([
      [
        'persistence.volume.read',
        'persistence.volume.attach',
        'persistence.volume.detach',
        'persistence.volume.redeploy',
      ],
    ]);
  });

  it('asks for no more than what is needed to see the options', async () => {
    permit(permissions, 'persistence.volume.read');
    await service.options(ENTITY, WORKLOAD, CREDENTIALS);
    expect(asked()).toEqual([['persistence.volume.read']]);
  });

  it('changes nothing for those who may do everything', async () => {
    permissions.authorize.mockImplementation(async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    );
    expect(await service.status(ENTITY, CREDENTIALS)).toBe(ANSWER);
  });

  it('says of what somebody may not do only that, and leaves the rest as it is', async () => {
    permit(
      permissions,
      'persistence.volume.read',
      'persistence.volume.redeploy',
    );
    const { workloads } = await service.status(ENTITY, CREDENTIALS);
    const refused = {
      allowed: false,
      reason: {
        code: 'NOT_PERMITTED',
        params: {},
        severity: 'info',
        text: 'You may not do this.',
        remedy: 'Ask those who run the portal.',
      },
    };
    expect(workloads[0].actions).toEqual([
      { intent: 'attach', ...refused },
      { intent: 'detach', ...refused },
      { intent: 'redeploy', allowed: true },
      { intent: 'grow', allowed: true },
    ]);
    // Answers may be shared
    expect(ANSWER.workloads[0].actions).toBe(ACTIONS);
  });

  it.each(NO_CLEAR_YES)(
    'offers nothing where the others are %s',
    async (_, [no]) => {
      permissions.authorize.mockResolvedValue([
        { result: AuthorizeResult.ALLOW },
        ...(no ? [no, no, no] : []),
      ]);
      const { workloads } = await service.status(ENTITY, CREDENTIALS);
      expect(
        workloads[0].actions
          .filter(({ allowed }) => allowed)
          .map(({ intent }) => intent),
      ).toEqual(['grow']);
    },
  );
});
