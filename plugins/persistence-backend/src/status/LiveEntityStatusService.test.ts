import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  EntityPersistence,
  Options,
} from 'backstage-plugin-persistence-common';
import { LiveEntityStatusService } from './LiveEntityStatusService';
import { component } from './testing';

const ENTITY = component({ name: 'guestbook' });
const CREDENTIALS = { credentials: mockCredentials.user() };
const ANSWER: EntityPersistence = {
  entityRef: 'component:default/guestbook',
  lookup: { state: 'found' },
  workloads: [],
  shelf: [],
  clusters: [],
  operations: [],
};

describe('LiveEntityStatusService', () => {
  const asked = jest.fn();
  const status = jest.fn();
  const options = jest.fn<Promise<Options>, []>();
  const service = LiveEntityStatusService.create({
    service: { status, options },
    liveUpdates: { asked },
  });

  beforeEach(() => jest.resetAllMocks());

  it('remembers who got which answer', async () => {
    status.mockResolvedValue(ANSWER);
    await expect(service.status(ENTITY, CREDENTIALS)).resolves.toBe(ANSWER);
    expect(status).toHaveBeenCalledWith(ENTITY, CREDENTIALS);
    expect(asked.mock.calls).toEqual([[ENTITY, ANSWER]]);
  });

  it('remembers nobody who got no answer', async () => {
    status.mockRejectedValue(new Error('broken'));
    await expect(service.status(ENTITY, CREDENTIALS)).rejects.toThrow('broken');
    expect(asked).not.toHaveBeenCalled();
  });

  it('passes questions about options on', async () => {
    const workload = {
      cluster: 'eu',
      namespace: 'demo',
      kind: 'Deployment',
      name: 'guestbook',
    } as const;
    await service.options(ENTITY, workload, CREDENTIALS);
    expect(options).toHaveBeenCalledWith(ENTITY, workload, CREDENTIALS);
    expect(asked).not.toHaveBeenCalled();
  });
});
